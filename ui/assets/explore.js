() => {
  // Definitions: a term shows its box on hover, on focus and by a press; Esc closes it.
  const LATER = 220;
  let shown = null, pinned = false, leaving = 0, quiet = false;

  const boxOf = (term) => document.getElementById(term.getAttribute("aria-controls"));

  const put = (term, box) => {
    const at = term.getClientRects()[0] || term.getBoundingClientRect();
    const width = box.offsetWidth, height = box.offsetHeight;
    const left = Math.min(Math.max(12, at.left), document.documentElement.clientWidth - width - 12);
    const below = at.bottom + 8;
    const top = below + height > innerHeight - 8 && at.top - height - 8 > 0 ? at.top - height - 8 : below;
    box.style.left = `${Math.max(12, left)}px`;
    box.style.top = `${top}px`;
  };

  const close = () => {
    clearTimeout(leaving);
    if (!shown) return;
    const { term, box } = shown;
    shown = null;
    pinned = false;
    term.setAttribute("aria-expanded", "false");
    if (box.isConnected && box.matches(":popover-open")) box.hidePopover();
  };

  const open = (term) => {
    clearTimeout(leaving);
    if (shown?.term === term) return;
    close();
    const box = boxOf(term);
    if (!box) return;
    shown = { term, box };
    term.setAttribute("aria-expanded", "true");
    box.showPopover();
    put(term, box);
  };

  const leave = () => {
    clearTimeout(leaving);
    if (!pinned) leaving = setTimeout(close, LATER);
  };

  const goBack = (term) => {
    quiet = true;
    term.focus();
    quiet = false;
  };

  const termOf = (event) => event.target.closest?.(".term");
  const isInside = (node) => Boolean(shown && node && shown.box.contains(node));

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    const term = termOf(event);
    if (term && !pinned) open(term);
    else if (isInside(event.target)) clearTimeout(leaving);
  });
  document.addEventListener("pointerout", (event) => {
    if (shown && (termOf(event) === shown.term || isInside(event.target))) leave();
  });
  document.addEventListener("focusin", (event) => {
    if (quiet) return;
    const term = termOf(event);
    if (term) open(term);
    else if (shown && !isInside(event.target)) close();
  });
  document.addEventListener("click", (event) => {
    const term = termOf(event);
    if (term) {
      open(term);
      pinned = true;
    } else if (event.target.closest?.("[data-close]") || (shown && !isInside(event.target))) {
      const term = isInside(event.target) && shown.term;
      close();
      if (term) goBack(term);
    }
  });
  // A key press goes on to the definition's own link; Esc comes back to the term.
  document.addEventListener("keydown", (event) => {
    const term = termOf(event);
    if (!term || (event.key !== "Enter" && event.key !== " ")) return;
    event.preventDefault();
    open(term);
    pinned = true;
    shown?.box.querySelector("a")?.focus();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !shown) return;
    const { term, box } = shown;
    const inside = box.contains(document.activeElement);
    close();
    if (inside) goBack(term);
  });
  document.addEventListener("scroll", () => shown && (shown.term.isConnected ? put(shown.term, shown.box) : close()), true);
  document.addEventListener("pincite:view", close);

  // Our headnotes can be put away; this browser remembers it.
  const label = () => {
    const hidden = document.body.classList.contains("no-plain");
    for (const button of document.querySelectorAll("[data-plain]")) button.setAttribute("aria-pressed", String(!hidden));
  };
  try {
    document.body.classList.toggle("no-plain", localStorage.getItem("pincite-plain") === "no");
  } catch {}
  document.addEventListener("click", (event) => {
    if (!event.target.closest?.("[data-plain]")) return;
    const hidden = document.body.classList.toggle("no-plain");
    try {
      localStorage.setItem("pincite-plain", hidden ? "no" : "yes");
    } catch {}
    label();
  });
  document.addEventListener("pincite:shown", label);

  // On a phone the contents are folded behind a button.
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.(".unfold");
    if (!button) return;
    button.setAttribute("aria-expanded", String(button.getAttribute("aria-expanded") !== "true"));
  });

  // The contents show where the reader is.
  document.addEventListener("pincite:shown", () => {
    const list = document.querySelector("#stage-explore .contents");
    const current = list?.querySelector("[aria-current]");
    if (!current || list.scrollHeight <= list.clientHeight) return;
    const at = current.getBoundingClientRect().top - list.getBoundingClientRect().top;
    list.scrollTop += at - list.clientHeight / 3;
  });

  // A link to a place is also copied, so that it can be sent.
  document.addEventListener("click", async (event) => {
    const link = event.target.closest?.("a[data-copy]");
    if (!link) return;
    try {
      await navigator.clipboard.writeText(new URL(link.getAttribute("href"), location.href).href);
    } catch {
      return;
    }
    const told = document.querySelector("#stage-explore [data-copied]");
    if (!told) return;
    told.textContent = told.dataset.copied;
    setTimeout(() => (told.textContent = ""), 4000);
  });
}

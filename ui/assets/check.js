() => {
  // Checking memos: what lies beside what, and where the keyboard goes. Nothing here is fetched.
  const view = () => document.getElementById("view-check");
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const wide = matchMedia("(min-width: 1001px)");
  const inView = (element) => Boolean(element && element.closest && element.closest("#view-check"));

  // A note begins at the height of the line that cites. Only paragraphs near the screen are laid
  // out, so that a long memo costs no more than a short one; all is measured before any moves.
  const near = new Set();
  const align = () => {
    const rows = [...near].filter((row) => row.isConnected);
    const notes = rows.map((row) => [...row.querySelectorAll(".finding")]);
    for (const note of notes.flat()) note.style.marginTop = "";
    if (!wide.matches) return;
    const moves = [];
    rows.forEach((row, at) => {
      const top = row.getBoundingClientRect().top;
      let end = 0;
      for (const note of notes[at]) {
        const box = note.getBoundingClientRect();
        if (!box.height) continue;
        const chip = document.getElementById(`cited-${note.dataset.finding}`);
        const wanted = chip ? chip.getBoundingClientRect().top - top - 10 : 0;
        const start = Math.max(wanted, end || 6);
        moves.push([note, start - (end || 6)]);
        end = start + box.height + 8;
      }
    });
    for (const [note, by] of moves) if (by > 1) note.style.marginTop = `${by}px`;
  };
  let waiting = 0;
  const soon = () => {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(align);
  };
  const watcher = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries)
        isIntersecting ? near.add(target) : near.delete(target);
      if (entries.some((entry) => entry.isIntersecting)) soon();
    },
    { rootMargin: "800px 0px" },
  );
  const watch = () => {
    watcher.disconnect();
    near.clear();
    for (const margin of document.querySelectorAll("#check-beside .margin"))
      watcher.observe(margin.parentElement);
  };
  window.addEventListener("resize", soon);
  document.addEventListener("pincite:view", soon);
  document.addEventListener("toggle", (event) => inView(event.target) && soon(), true);

  // Which findings the reader chose to see.
  const chosen = () => view()?.querySelector('[name="check-filter"]:checked')?.value ?? "all";
  const seenFindings = (kinds) => {
    const only = chosen();
    return [...document.querySelectorAll("#check-beside .finding")].filter(
      (one) => (only === "all" || one.classList.contains(only)) && kinds(one.classList),
    );
  };

  // Links lead within the view; a note that the choice hides is shown again.
  const goTo = (id) => {
    const target = document.getElementById(id);
    if (!inView(target)) return false;
    const only = chosen();
    if (target.matches(".finding") && only !== "all" && !target.classList.contains(only))
      view().querySelector('[name="check-filter"][value="all"]').click();
    target.focus({ preventScroll: true });
    target.scrollIntoView({ behavior: calm.matches ? "auto" : "smooth", block: "center" });
    return true;
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    if (inView(link) && goTo(link.getAttribute("href").slice(1))) event.preventDefault();
  });

  // What cites and what was found of it light up together.
  const light = (number) => {
    for (const one of view()?.querySelectorAll(".paired") ?? []) one.classList.remove("paired");
    if (!number) return;
    const chip = document.getElementById(`cited-${number}`);
    const words = view().querySelector(`mark[data-cites~="${number}"]`);
    for (const one of [chip, words, document.getElementById(`finding-${number}`)])
      one?.classList.add("paired");
  };
  const numberOf = (element) => {
    const one = inView(element) && element.closest("[data-finding], [data-cites]");
    return one ? one.dataset.finding || one.dataset.cites.split(" ")[0] : "";
  };
  for (const kind of ["mouseover", "focusin"])
    document.addEventListener(kind, (event) => inView(event.target) && light(numberOf(event.target)));

  // N and P lead from problem to problem while the keyboard is in the findings.
  const problems = () => seenFindings((kinds) => kinds.contains("fails") || kinds.contains("look"));
  const step = (by) => {
    const all = problems();
    const from = document.activeElement.closest(".row");
    const own = document.activeElement.closest(".finding");
    const isBehind = (one) =>
      (own || from || view()).compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING;
    const next = by > 0 ? all.find(isBehind) : all.filter((one) => one !== own && !isBehind(one)).at(-1);
    if (next) goTo(next.id);
  };
  document.addEventListener("keydown", (event) => {
    if (!inView(event.target)) return;
    if ((event.ctrlKey || event.metaKey) && event.key === "Enter") {
      if (!event.target.closest("#check-memo, #check-day")) return;
      event.preventDefault();
      document.getElementById("check-run")?.click();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("textarea, input:not([type=radio])")) return;
    if (!event.target.closest("#check-summary, #check-beside")) return;
    const by = { n: 1, p: -1 }[event.key.toLowerCase()];
    if (by) step(by);
  });

  // A narrower choice is announced.
  document.addEventListener("change", (event) => {
    if (event.target.name !== "check-filter") return;
    const count = seenFindings(() => true).length;
    const told = view().querySelector("[data-told]");
    if (told) told.textContent = told.dataset.told.replace("{n}", count);
    soon();
  });

  // A file that is dropped on the field is uploaded as if it had been chosen.
  const field = (event) => event.target.closest && event.target.closest("#check-memo");
  const mark = (event, on) => field(event)?.classList.toggle("dropping", on);
  document.addEventListener("dragover", (event) => {
    if (!field(event) || !event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    mark(event, true);
  });
  document.addEventListener("dragleave", (event) => mark(event, false));
  document.addEventListener("drop", (event) => {
    mark(event, false);
    const chooser = view()?.querySelector('#check-buttons input[type="file"]');
    if (!field(event) || !chooser || !event.dataTransfer.files.length) return;
    event.preventDefault();
    chooser.files = event.dataTransfer.files;
    chooser.dispatchEvent(new Event("change", { bubbles: true }));
  });

  // New findings: the keyboard and the eye go to what was found, unless they are elsewhere.
  let seen = "";
  let working = false;
  new MutationObserver(() => {
    const bar = document.querySelector("#check-progress .progress");
    if (bar && !working) bar.scrollIntoView({ block: "nearest" });
    working = Boolean(bar);
    const made = document.querySelector("#check-summary [data-checked]");
    if (!made || made.dataset.checked === seen) return;
    seen = made.dataset.checked;
    requestAnimationFrame(() => {
      watch();
      const heading = made.querySelector("h3");
      const at = document.activeElement;
      if (at !== document.body && !at.closest("#check-page")) return;
      heading.focus({ preventScroll: true });
      made.scrollIntoView({ behavior: calm.matches ? "auto" : "smooth", block: "start" });
    });
  }).observe(document.body, { childList: true, subtree: true });
}

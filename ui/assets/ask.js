() => {
  // What the Ask view does by itself: says where is looked, copies, edits, keeps the address.
  const form = () => document.getElementById("where-form");

  const choose = () => {
    const folded = document.getElementById("where");
    const told = folded && folded.querySelector("[data-chosen]");
    if (!told) return;
    const day = form().elements.as_of.value;
    const lang = document.getElementById("words")?.lang || "en";
    const printed =
      day &&
      new Date(`${day}T12:00`).toLocaleDateString(lang === "en" ? "en-GB" : lang, {
        day: "numeric",
        month: "short",
        year: "numeric",
      });
    const ticked = [...form().querySelectorAll("input:checked")].map(
      (box) => box.nextElementSibling.textContent,
    );
    const chosen = [...(day ? [folded.dataset.law.replace("{day}", printed)] : []), ...ticked];
    told.textContent = chosen.join(", ") || folded.dataset.everywhere;
    folded.classList.toggle("narrowed", chosen.length > 0);
  };
  const fill = (told) => {
    if (!form()) return;
    form().elements.as_of.value = told.as_of || "";
    for (const box of form().querySelectorAll("input[type=checkbox]"))
      box.checked = (told[box.name] || "").split(",").includes(box.value);
    choose();
  };
  // The form comes after the page, and may come again: it says what the address says.
  let known = null;
  const greet = () => {
    if (!form() || form() === known) return;
    known = form();
    const told = Object.fromEntries(new URLSearchParams(location.search));
    fill(told.q && (!told.view || told.view === "ask") ? told : {});
  };
  document.addEventListener("pincite:where", (event) => fill(event.detail));
  document.addEventListener("change", (event) => {
    if (event.target.closest("#where-form")) choose();
  });
  document.addEventListener("reset", (event) => {
    if (event.target.closest("#where-form")) setTimeout(choose);
  });
  document.addEventListener("submit", (event) => {
    if (event.target.id !== "where-form") return;
    event.preventDefault();
    document.getElementById("send")?.click();
  });

  const field = () => document.querySelector("#question textarea, #question input");
  const edit = (text) => {
    const box = field();
    if (!box) return;
    if (text) {
      box.value = text;
      box.dispatchEvent(new Event("input", { bubbles: true }));
    }
    box.focus();
    box.setSelectionRange(box.value.length, box.value.length);
  };

  const say = (tools, words) => {
    const told = tools && tools.querySelector(".told");
    if (told) told.textContent = words;
  };
  const byHand = (text) => {
    // Where a page is not served securely, browsers offer only this.
    const area = document.createElement("textarea");
    area.value = text;
    area.setAttribute("aria-hidden", "true");
    area.style.cssText = "position:fixed;top:0;opacity:0";
    document.body.append(area);
    area.select();
    try {
      return document.execCommand("copy");
    } catch {
      return false;
    } finally {
      area.remove();
    }
  };
  const copy = async (button, text, done) => {
    const tools = button.closest(".tools");
    let kept = false;
    try {
      await navigator.clipboard.writeText(text);
      kept = true;
    } catch {
      kept = byHand(text);
      button.focus();
    }
    say(tools, kept ? done : tools.dataset.notCopied);
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest(".tools button");
    if (!button) return;
    const tools = button.closest(".tools");
    if ("edit" in button.dataset) edit(button.dataset.edit);
    if (button.dataset.copy) copy(button, button.dataset.copy, tools.dataset.copied);
    if (button.dataset.copyLink) {
      const link = new URL(button.dataset.copyLink, location.href.split("?")[0]).href;
      copy(button, link, tools.dataset.copiedLink);
    }
    if (button.dataset.export) say(tools, tools.dataset.making);
  });

  // What became of a file is told where it was asked for.
  let made = "";
  const hand = () => {
    const news = document.querySelector("#offered [data-said]");
    if (!news || news.dataset.said === made) return;
    made = news.dataset.said;
    say(document.querySelector("#current .tools"), news.textContent);
  };

  // The address of the page is that of the question asked last, so that it can be kept and sent.
  let asked = "";
  let busy = false;
  const address = (search) => {
    history.replaceState(history.state, "", search || location.pathname);
    for (const link of document.querySelectorAll("#top a.language"))
      link.href = link.getAttribute("href").split("?")[0] + location.search;
  };
  const follow = () => {
    const turn = document.querySelector("#current .turn");
    const now = turn ? `${turn.dataset.turn} ${turn.dataset.address}` : "";
    const seen = document.body.dataset.view === "ask";
    if (now !== asked) {
      asked = now;
      if (seen && (!turn || turn.dataset.address)) address(turn ? turn.dataset.address : "");
      if (turn) document.dispatchEvent(new CustomEvent("pincite:asked"));
    }
    // A button that was pressed and is gone leaves the keyboard nowhere: it goes to the answer.
    const still = Boolean(turn && turn.querySelector('[aria-busy="true"]'));
    const at = document.activeElement;
    if (busy && !still && turn && (at === document.body || at.id === "stop"))
      turn.querySelector(".answer").focus({ preventScroll: true });
    busy = still;
  };
  new MutationObserver(() => {
    greet();
    follow();
    hand();
  }).observe(document.body, { childList: true, subtree: true, attributeFilter: ["aria-busy"] });
}

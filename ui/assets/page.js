() => {
  // Citations lead to their cards and back; nothing here fetches or evaluates anything.
  document.body.classList.remove("dark");
  new MutationObserver(() => document.body.classList.remove("dark")).observe(document.body, {
    attributes: true,
    attributeFilter: ["class"],
  });

  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const scrollTo = (element, block) =>
    element.scrollIntoView({ behavior: calm.matches ? "auto" : "smooth", block });

  const light = (scope, selector, chosen) => {
    for (const one of scope.querySelectorAll(selector)) one.classList.toggle("on", chosen(one));
  };

  const showTurn = (turn) => {
    for (const group of document.querySelectorAll("#beside .sources[data-turn]"))
      group.hidden = group.dataset.turn !== turn;
  };

  const toSource = (chip) => {
    const target = document.getElementById(chip.getAttribute("href").slice(1));
    const card = target && target.closest(".card");
    if (!card) return false;
    showTurn(card.closest(".sources").dataset.turn);
    light(document, ".card", (one) => one === card);
    light(document, ".cite", (one) => one.getAttribute("href") === chip.getAttribute("href"));
    scrollTo(card, "nearest");
    card.focus({ preventScroll: true });
    return true;
  };

  const toAnswer = (back) => {
    const chip = document.querySelector(`a.cite[href="#${CSS.escape(back.id)}"]`);
    const target = chip || document.querySelector(back.getAttribute("href"));
    if (!target) return false;
    scrollTo(target, "center");
    target.focus({ preventScroll: true });
    return true;
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.cite, a.back");
    if (!link) return;
    if (link.classList.contains("cite") ? toSource(link) : toAnswer(link)) event.preventDefault();
  });

  // A new question is brought into view; the keyboard follows unless it is where questions are written.
  let seen = "";
  let waiting = false;
  const follow = () => {
    const turn = document.querySelector("#current .turn");
    const number = turn ? turn.dataset.turn : "";
    const busy = Boolean(turn && turn.querySelector('[aria-busy="true"]'));
    if (waiting && !busy && turn) scrollTo(turn, "start");
    waiting = busy;
    if (number === seen) return;
    seen = number;
    if (!turn) return document.querySelector("#question textarea, #question input")?.focus();
    showTurn(number);
    scrollTo(turn, "start");
    if (!document.activeElement.closest("#ask"))
      turn.querySelector(".answer").focus({ preventScroll: true });
  };
  new MutationObserver(follow).observe(document.body, {
    childList: true,
    subtree: true,
    attributeFilter: ["aria-busy"],
  });
}

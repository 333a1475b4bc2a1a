() => {
  // Citations lead to their cards and back; nothing here fetches or evaluates anything.
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

  // What the pointer or the keyboard is on lights what belongs to it: a number in the answer its
  // card and its quote, a card the numbers that lead to it. Two at once may be lit.
  const at = { pointer: null, keyboard: null };
  const chips = (id) => document.querySelectorAll(`a.cite[href="#${CSS.escape(id)}"]`);

  const ofChip = (chip) => {
    const id = chip.getAttribute("href").slice(1);
    const card = document.getElementById(id)?.closest(".card");
    if (!card) return [];
    const mine = (mark) => !mark.dataset.n || mark.dataset.n.split(" ").includes(id.split("-").pop());
    return [card, ...[...card.querySelectorAll("mark, .echo")].filter(mine), ...chips(id)];
  };

  const ofCard = (card) =>
    [card, ...card.querySelectorAll(".back")].flatMap((one) => one.id ? [...chips(one.id)] : []);

  let glowing = new Set();
  const relight = () => {
    const found = new Set();
    for (const one of Object.values(at)) {
      if (!one || !one.isConnected) continue;
      for (const other of one.matches(".card") ? ofCard(one) : ofChip(one)) found.add(other);
    }
    for (const one of glowing) if (!found.has(one)) one.classList.remove("glow");
    for (const one of found) one.classList.add("glow");
    glowing = found;
  };

  const reach = (how, target) => {
    const found = target instanceof Element ? target.closest('a.cite[href^="#"], .sources .card') : null;
    if (at[how] === found) return;
    at[how] = found;
    relight();
  };

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType !== "touch") reach("pointer", event.target);
  });
  document.documentElement.addEventListener("pointerleave", () => reach("pointer", null));
  document.addEventListener("focusin", (event) => reach("keyboard", event.target));
  document.addEventListener("focusout", (event) => reach("keyboard", event.relatedTarget));

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.cite, a.back");
    if (!link) return;
    if (link.classList.contains("cite") ? toSource(link) : toAnswer(link)) event.preventDefault();
  });

  // What became of a report is told where it was written; one that is kept cannot be sent again.
  let told = "";
  const tell = () => {
    const news = document.querySelector("#reported [data-told]");
    if (!news || news.dataset.told === told) return;
    told = news.dataset.told;
    const form = document.getElementById(news.dataset.form);
    if (!form) return;
    delete form.dataset.sent;
    const report = form.closest(".report");
    if (news.dataset.kept === "true") report.querySelector("details").hidden = true;
    const outcome = report.querySelector(".outcome");
    outcome.textContent = news.textContent;
    outcome.focus({ preventScroll: true });
    scrollTo(outcome, "nearest");
  };

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
  new MutationObserver(() => {
    follow();
    tell();
  }).observe(document.body, {
    childList: true,
    subtree: true,
    attributeFilter: ["aria-busy"],
  });
}

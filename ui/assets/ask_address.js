// Asks the question of an address such as "?q=...&as_of=2026-07-01&acts=32024R1689", once: on
// load, and when a link to one is followed. A question that is on the page already is shown.
const NAMES = ["q", "as_of", "jurisdictions", "kinds", "acts"];
let sent = "";

const canonical = (search) => {
  const told = new URLSearchParams(search);
  return JSON.stringify(NAMES.map((name) => (told.get(name) || "").trim()));
};

const onPage = (wanted) =>
  [...document.querySelectorAll("#chat .turn[data-address]")]
    .reverse()
    .find((turn) => turn.dataset.address && canonical(turn.dataset.address) === wanted);

const consider = () => {
  const told = Object.fromEntries(new URLSearchParams(location.search));
  if ((told.view && told.view !== "ask") || !(told.q || "").trim()) return;
  const wanted = canonical(location.search);
  const turn = onPage(wanted);
  if (turn) {
    sent = "";
    turn.scrollIntoView({ block: "start" });
    turn.querySelector(".answer").focus({ preventScroll: true });
    return;
  }
  if (sent === wanted) return;
  if (document.querySelector("#current [aria-busy=true]")) {
    setTimeout(consider, 200);
    return;
  }
  sent = wanted;
  document.dispatchEvent(new CustomEvent("pincite:where", { detail: told }));
  trigger("submit", told);
};

document.addEventListener("pincite:view", consider);
document.addEventListener("pincite:asked", () => {
  sent = "";
});
consider();

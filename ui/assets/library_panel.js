// The panel of the library sends the forms of its view, and leads the reader to its questions.
let asked = "";
document.addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-library]");
  if (!form || !element.isConnected) return;
  event.preventDefault();
  if (form.dataset.sent) return;
  form.dataset.sent = "true";
  trigger("submit", Object.fromEntries(new FormData(form, event.submitter)));
  if (location.search.includes("remove=")) history.replaceState(null, "", "?view=library");
});
new MutationObserver(() => {
  const question = element.querySelector("[data-asked]");
  const ended = element.querySelector(".ended");
  const mark = question ? question.dataset.asked : ended ? ended.textContent : "";
  if (mark === asked) return;
  asked = mark;
  if (question) question.focus();
  else if (ended) ended.scrollIntoView({ block: "nearest" });
}).observe(element, { childList: true, subtree: true });
document.addEventListener("pincite:view", (event) => {
  if (event.detail.moved && !element.querySelector(".working")) props.value = "";
});
element.setAttribute("role", "status");
element.setAttribute("aria-live", "polite");

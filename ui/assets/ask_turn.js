// Sends what a reader does with the last answer: a report, a file, the same question again.
element.addEventListener("submit", (event) => {
  event.preventDefault();
  const form = event.target;
  if (form.dataset.sent) return;
  form.dataset.sent = "true";
  const told = { form: form.id, reason: form.elements.reason.value };
  if (form.elements.problem) told.problem = form.elements.problem.value;
  else told.provision = form.dataset.provision;
  trigger("submit", told);
});
element.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  if ("again" in button.dataset) trigger("retry");
  if (button.dataset.export)
    trigger("download", { form: button.dataset.export, scope: button.dataset.scope || "answer" });
});

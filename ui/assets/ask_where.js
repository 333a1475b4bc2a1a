(text, past, where) => {
  // Goes with the question: what the form says of where to look, as JSON.
  const form = document.getElementById("where-form");
  if (!form) return [text, past, ""];
  const ticked = (name) =>
    [...form.querySelectorAll(`[name="${name}"]:checked`)].map((box) => box.value);
  const day = form.elements.as_of;
  const chosen = { as_of: day.validity.badInput ? "?" : day.value };
  for (const name of ["jurisdictions", "kinds", "acts"]) chosen[name] = ticked(name);
  return [text, past, JSON.stringify(chosen)];
}

() => {
  // The form of the view Compare: the acts that are checked become one value of the address,
  // none where they are those that are compared anyway.
  const checked = (form) => [...form.querySelectorAll("[data-act]:checked")].map((box) => box.dataset.act).join(",");
  document.addEventListener("submit", (event) => {
    const form = event.target.closest("form[data-compare]");
    if (!form) return;
    const boxes = [...form.querySelectorAll("[data-act]")];
    const now = boxes.map((box) => box.checked).join();
    const before = boxes.map((box) => box.defaultChecked).join();
    const kept = new URLSearchParams(location.search).get("acts") || "";
    form.elements.acts.value = now === before ? kept : checked(form);
  }, true);
}

// A stage shows what its address asks for. page.js sends "pincite:open" with the address's
// parameters; the server returns the view; the newest request wins.
let newest = 0;
const stage = element.closest("[id^=stage-]");
stage.addEventListener("pincite:open", async (event) => {
  const mine = ++newest;
  stage.setAttribute("aria-busy", "true");
  let shown;
  try {
    shown = await server.opened(event.detail.parameters);
  } catch (error) {
    const words = document.getElementById("words").dataset.unreachable;
    const box = document.createElement("div");
    box.className = "notice failed";
    box.setAttribute("role", "alert");
    box.textContent = words;
    shown = box.outerHTML;
  }
  if (mine !== newest) return;
  props.value = shown;
  stage.setAttribute("aria-busy", "false");
  requestAnimationFrame(() =>
    document.dispatchEvent(new CustomEvent("pincite:shown", { detail: event.detail })),
  );
});
document.dispatchEvent(new CustomEvent("pincite:ready", { detail: stage }));

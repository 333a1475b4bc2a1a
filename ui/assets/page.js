() => {
  // Views follow the address: "?view=explore&act=32024R1689" opens that view with these parameters.
  // A link whose address begins with "?" and a form with data-go change it without loading the page.
  const words = () => document.getElementById("words").dataset;
  const views = () => [...document.querySelectorAll("#top nav a[data-view]")].map((a) => a.dataset.view);
  const shown = new Map();

  const parameters = () => Object.fromEntries(new URLSearchParams(location.search));

  // Who goes back finds the page where it was left; its height is known once the view is filled.
  const back = (moved) => {
    if (moved === "back") window.scrollTo({ top: history.state?.top || 0, behavior: "instant" });
  };

  const fill = (view, wanted, moved) => {
    const stage = document.getElementById(`stage-${view}`);
    if (!stage || shown.get(view) === location.search) return back(moved);
    shown.set(view, location.search);
    stage.dispatchEvent(new CustomEvent("pincite:open", { detail: { parameters: wanted, moved } }));
  };

  const translate = () => {
    for (const link of document.querySelectorAll("#top a.language"))
      link.href = link.getAttribute("href").split("?")[0] + location.search;
  };

  const follow = (moved) => {
    const wanted = parameters();
    const view = views().includes(wanted.view) ? wanted.view : "ask";
    document.body.dataset.view = view;
    for (const link of document.querySelectorAll("#top nav a[data-view]")) {
      if (link.dataset.view === view) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
    document.documentElement.lang = document.getElementById("words")?.lang || "en";
    const chosen = document.querySelector("#top nav [aria-current]");
    if (chosen) document.title = words().title.replace("{view}", chosen.textContent);
    translate();
    fill(view, wanted, moved);
    document.dispatchEvent(new CustomEvent("pincite:view", { detail: { view, parameters: wanted, moved } }));
  };

  const go = (address) => {
    if (address !== location.search) {
      history.replaceState({ ...history.state, top: window.scrollY }, "");
      history.pushState(null, "", address);
    }
    follow("on");
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="?"]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || link.getAttribute("target")) return;
    event.preventDefault();
    go(link.getAttribute("href"));
  });
  document.addEventListener("submit", (event) => {
    const form = event.target.closest("form[data-go]");
    if (!form) return;
    event.preventDefault();
    const filled = [...new FormData(form)].filter(([, value]) => value !== "");
    go(`?${new URLSearchParams(filled)}`);
  });
  window.addEventListener("popstate", () => follow("back"));
  document.addEventListener("click", (event) => {
    if (!event.target.closest("a.skip")) return;
    event.preventDefault();
    const view = document.getElementById(`view-${document.body.dataset.view}`);
    const first = view?.querySelector("[data-focus], h2, textarea, input, button, a");
    if (!first) return;
    if (first.tabIndex < 0 && !first.hasAttribute("tabindex")) first.tabIndex = -1;
    first.focus();
  });

  // Where the reader went, the keyboard and the eye go too: to [data-at], else to [data-focus].
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  document.addEventListener("pincite:shown", (event) => {
    const stage = document.getElementById(`stage-${document.body.dataset.view}`);
    if (!stage) return;
    const at = stage.querySelector("[data-at]");
    const { moved } = event.detail;
    if (at && moved !== "back") at.scrollIntoView({ behavior: "auto", block: "center" });
    if (!moved) return;
    const first = at || stage.querySelector("[data-focus]");
    first?.focus({ preventScroll: Boolean(at) || moved === "back" });
    if (moved === "back") back(moved);
    else if (!at) window.scrollTo({ top: 0, behavior: calm.matches ? "auto" : "smooth" });
  });

  // What the server made for the reader to keep is handed over as a file and taken off the page.
  const handed = new Set();
  const hand = () => {
    for (const made of document.querySelectorAll("[data-download]")) {
      if (handed.has(made.dataset.download)) continue;
      handed.add(made.dataset.download);
      save(made);
      leave();
    }
  };
  // An address that asks for a file would hand it over at every reload: the view's own replaces it.
  const leave = () => {
    const asked = new URLSearchParams(location.search);
    if (!asked.has("export")) return;
    asked.delete("export");
    history.replaceState(history.state, "", `?${asked}`);
    shown.set(document.body.dataset.view, location.search);
    translate();
  };
  const save = (made) => {
    const bytes = Uint8Array.from(atob(made.dataset.content), (c) => c.charCodeAt(0));
    const address = URL.createObjectURL(new Blob([bytes], { type: made.dataset.type }));
    const link = document.createElement("a");
    link.href = address;
    link.download = made.dataset.name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 10000);
  };

  // Light or dark: the system's choice until the reader makes one, which this browser remembers.
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");
  const dark = () => (root.dataset.theme ? root.dataset.theme === "dark" : system.matches);
  const label = () => {
    for (const button of document.querySelectorAll("[data-theme-toggle]")) {
      const words = document.getElementById("words");
      if (words) button.textContent = dark() ? words.dataset.light : words.dataset.dark;
    }
  };
  try {
    const kept = localStorage.getItem("pincite-theme");
    if (kept === "dark" || kept === "light") root.dataset.theme = kept;
  } catch {}
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-theme-toggle]")) return;
    root.dataset.theme = dark() ? "light" : "dark";
    try {
      localStorage.setItem("pincite-theme", root.dataset.theme);
    } catch {}
    label();
  });
  system.addEventListener("change", label);

  document.addEventListener("pincite:ready", () => {
    shown.clear();
    follow(false);
  });
  new MutationObserver(() => {
    hand();
    if (document.querySelector("#top nav a[data-view]") && !document.body.dataset.view) {
      follow(false);
      label();
    }
  }).observe(document.body, { childList: true, subtree: true, attributeFilter: ["data-download"] });
  if (document.querySelector("#top nav a[data-view]")) {
    follow(false);
    label();
  }
}

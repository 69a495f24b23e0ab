// The button that switches between light and dark colours, and remembers the choice.
(() => {
  const button = document.querySelector("button.scheme");
  if (!button) return;
  const root = document.documentElement;
  const system = window.matchMedia("(prefers-color-scheme: dark)");
  const dark = () => (root.dataset.scheme ? root.dataset.scheme === "dark" : system.matches);
  const show = () => button.setAttribute("aria-pressed", String(dark()));

  button.addEventListener("click", () => {
    root.dataset.scheme = dark() ? "light" : "dark";
    try {
      localStorage.setItem("scheme", root.dataset.scheme);
    } catch {
      // Storage may be refused; the choice then lasts as long as the page.
    }
    show();
  });
  system.addEventListener("change", show);
  show();
})();

// The bar between form and paper: dragged, or moved with the arrow keys; remembered.
const KEY = "vanthu:left";
const [LEAST, MOST] = [25, 75];

/** @param {HTMLElement} panes @param {HTMLElement} bar */
export function createLayout(panes, bar) {
  const set = (percent) => {
    const left = Math.round(Math.min(MOST, Math.max(LEAST, percent)));
    panes.style.setProperty("--left", `${left}%`);
    bar.setAttribute("aria-valuenow", String(left));
    try {
      localStorage.setItem(KEY, String(left));
    } catch {
      // not remembered
    }
  };
  const now = () => Number(bar.getAttribute("aria-valuenow"));
  let kept = null;
  try {
    kept = localStorage.getItem(KEY);
  } catch {
    // nothing remembered
  }
  if (kept) set(Number(kept));
  const moves = { ArrowLeft: -3, ArrowRight: 3, Home: -100, End: 100 };
  bar.addEventListener("keydown", (event) => {
    if (!(event.key in moves)) return;
    event.preventDefault();
    set(now() + moves[event.key]);
  });
  bar.addEventListener("pointerdown", (event) => {
    bar.setPointerCapture(event.pointerId);
    const move = (to) => {
      const box = panes.getBoundingClientRect();
      set(((to.clientX - box.left) / box.width) * 100);
    };
    bar.addEventListener("pointermove", move);
    bar.addEventListener("pointerup", () => bar.removeEventListener("pointermove", move), { once: true });
  });
}

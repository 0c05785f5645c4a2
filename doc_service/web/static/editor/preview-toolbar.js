/** The row of controls over a preview: which page, how large. */

import { t } from "../words.js";

const SVG = "http://www.w3.org/2000/svg";

/** Strokes in a box of 16 × 16. */
const ICONS = {
  previous: "M3 10.5 8 5.5l5 5",
  next: "M3 5.5l5 5 5-5",
  smaller: "M3 8h10",
  larger: "M3 8h10M8 3v10",
  page: "M4 2.5h8v11H4zM8 5v6M6.5 6.2 8 4.7l1.5 1.5M6.5 9.8 8 11.3l1.5-1.5",
  width: "M2 3v10M14 3v10M4.5 8h7M6.2 6.2 4.4 8l1.8 1.8M9.8 6.2 11.6 8l-1.8 1.8",
};

/**
 * @param {{goTo: (page: number) => void, turn: (by: number) => void,
 *   resize: (direction: number) => void, fit: (zoom: "page" | "width") => void}} actions Pages count
 *   from 1.
 * @returns {{element: HTMLElement, say: (state: {page: number, pages: number, percent: number,
 *   zoom: "width" | "page" | number}) => void}}
 */
export function createToolbar(actions) {
  const entry = pageEntry(actions.goTo);
  const previous = button("previous", t("Trang trước"), () => actions.turn(-1));
  const next = button("next", t("Trang sau"), () => actions.turn(1));
  const smaller = button("smaller", t("Thu nhỏ"), () => actions.resize(-1));
  const larger = button("larger", t("Phóng to"), () => actions.resize(1));
  const percent = document.createElement("output");
  percent.className = "preview-percent";
  percent.setAttribute("aria-label", t("Cỡ hiển thị"));
  const fits = {
    page: button("page", t("Vừa trang"), () => actions.fit("page"), true),
    width: button("width", t("Vừa chiều ngang"), () => actions.fit("width"), true),
  };

  const element = document.createElement("div");
  element.className = "preview-toolbar";
  element.setAttribute("role", "group");
  element.setAttribute("aria-label", t("Công cụ xem"));
  element.append(
    group(previous, entry.element, next),
    group(smaller, percent, larger),
    group(fits.page, fits.width),
  );

  return {
    element,
    say({ page, pages, percent: shown, zoom }) {
      entry.say(page, pages);
      // aria-disabled keeps the focus where it is when the last page is reached
      previous.setAttribute("aria-disabled", String(page <= 1));
      next.setAttribute("aria-disabled", String(page >= pages));
      const text = pages ? `${shown}%` : "";
      if (percent.textContent !== text) percent.textContent = text;
      for (const [name, one] of Object.entries(fits)) {
        one.setAttribute("aria-pressed", String(zoom === name));
      }
    },
  };
}

function group(...parts) {
  const element = document.createElement("div");
  element.className = "preview-group";
  element.append(...parts);
  return element;
}

function button(icon, label, act, worded = false) {
  const element = document.createElement("button");
  element.type = "button";
  element.className = "preview-button";
  element.title = label;
  element.setAttribute("aria-label", label);
  element.append(drawing(ICONS[icon]));
  if (worded) {
    const word = document.createElement("span");
    word.textContent = label;
    element.append(word);
  }
  element.addEventListener("click", () => {
    if (element.getAttribute("aria-disabled") !== "true") act();
  });
  return element;
}

function drawing(strokes) {
  const svg = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", strokes);
  svg.append(path);
  return svg;
}

/** “Trang [2] / 7”: what is typed is gone to with Enter or on leaving; Esc takes it back. */
function pageEntry(goTo) {
  const element = document.createElement("label");
  const input = document.createElement("input");
  const total = document.createElement("span");
  const word = document.createElement("span");
  let shown = "";
  element.className = "preview-entry";
  word.textContent = t("Trang");
  input.inputMode = "numeric";
  input.autocomplete = "off";
  element.append(word, input, total);

  const take = () => {
    const wanted = Number.parseInt(input.value, 10);
    const changed = input.value !== shown;
    input.value = shown;
    if (changed && wanted) goTo(wanted);
  };
  input.addEventListener("change", take);
  input.addEventListener("focus", () => input.select());
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter") take();
    else if (event.key === "Escape") input.value = shown;
    else return;
    event.preventDefault();
    input.select();
  });

  return {
    element,
    say(page, pages) {
      const untouched = input.value === shown;
      shown = pages ? String(page) : "";
      if (untouched) input.value = shown;
      input.disabled = !pages;
      const text = pages ? `/ ${pages}` : "";
      if (total.textContent !== text) total.textContent = text;
    },
  };
}

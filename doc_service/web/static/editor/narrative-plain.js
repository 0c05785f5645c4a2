/** Outline text that could not be read yet: it stays as it is, and can be typed on. */

import { t } from "../words.js";
import { button, element, newId } from "./narrative-elements.js";

/**
 * Show text in one large field until its structure can be read.
 * @param {string} text
 * @param {{label: string, retry: () => void, onChange: (text: string) => void}} options
 * @returns {{box: HTMLElement, text: () => string, focus: () => void,
 *   say: (sentence: string) => void}}
 */
export function createPlain(text, { label, retry, onChange }) {
  const note = newId("narrative-plain");
  const area = element("textarea", {
    class: "form-control",
    rows: "12",
    "aria-label": label,
    "aria-describedby": note,
    input: () => onChange(area.value),
  });
  area.value = text;
  const status = element("p", { id: note, class: "narrative-status", role: "status" });
  const again = button(t("Đọc lại cấu trúc"), retry);
  const box = element("div", { class: "narrative-plain" }, area, status, again);
  return {
    box,
    text: () => area.value,
    focus: () => area.focus(),
    say: (sentence) => {
      status.textContent = sentence;
    },
  };
}

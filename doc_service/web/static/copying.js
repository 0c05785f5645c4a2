// A button that copies what is shown only once; where the browser forbids it, the text is selected.
import { t } from "./words.js";

/**
 * Add a button to a field that is read and copied.
 * @param {HTMLElement} host holds the field; `data-copies` is the field's id
 */
export function createCopying(host) {
  const field = document.getElementById(host.dataset.copies);
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn btn-quiet";
  button.textContent = t("Chép");
  button.addEventListener("click", async () => {
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
      button.textContent = t("Đã chép");
    } catch {
      button.textContent = t("Nhấn Ctrl+C để chép");
      field.focus();
    }
  });
  field.addEventListener("focus", () => field.select());
  host.append(button);
}

for (const host of document.querySelectorAll("[data-copies]")) createCopying(host);

// A file dropped anywhere on the desk goes to the page for files.
import { t } from "./words.js";

/** Let files be dropped on a page; pages that take them themselves stop the event. */
export function droppable(page) {
  const veil = page.createElement("div");
  veil.className = "drop-here";
  veil.hidden = true;
  veil.textContent = t("Thả tệp Excel hoặc JSON vào đây");
  page.body.append(veil);
  let depth = 0;
  const holdsFile = (event) => [...(event.dataTransfer?.types || [])].includes("Files");
  page.addEventListener("dragenter", (event) => {
    if (!holdsFile(event)) return;
    depth += 1;
    veil.hidden = false;
  });
  page.addEventListener("dragleave", (event) => {
    if (!holdsFile(event)) return;
    depth = Math.max(0, depth - 1);
    veil.hidden = depth === 0;
  });
  page.addEventListener("dragover", (event) => {
    if (holdsFile(event)) event.preventDefault();
  });
  page.addEventListener("drop", async (event) => {
    if (!holdsFile(event)) return;
    depth = 0;
    veil.hidden = true;
    event.preventDefault();
    const { sendFiles } = await import("./uploading.js");
    sendFiles([...event.dataTransfer.files]);
  });
}

/** The buttons over a grid and the line of words under it. */

import { tell } from "../sentences.js";
import { t } from "../words.js";

/** Command, words, keys, and whether a divider stands before it. */
function buttons() {
  return [
    ["addRow", t("Thêm dòng"), ""],
    ["removeRows", t("Xóa dòng"), "Ctrl+-"],
    ["moveUp", t("Lên"), "Alt+↑"],
    ["moveDown", t("Xuống"), "Alt+↓"],
    ["undo", t("Hoàn tác"), "Ctrl+Z"],
    ["redo", t("Làm lại"), "Ctrl+Y"],
  ];
}

/**
 * @param {HTMLElement} host
 * @param {{run: function(string, boolean): void}} options
 *   `run(command, byKeyboard)`.
 */
export function createToolbar(host, { run }) {
  const bar = document.createElement("div");
  bar.className = "grid-toolbar";
  bar.setAttribute("role", "group");
  bar.setAttribute("aria-label", t("Thao tác với bảng"));
  const made = new Map();
  for (const [command, words, keys] of buttons()) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = words;
    button.dataset.command = command;
    if (keys) button.title = `${words} (${keys})`;
    button.addEventListener("click", (event) => {
      if (button.getAttribute("aria-disabled") !== "true") run(command, event.detail === 0);
    });
    made.set(command, button);
    bar.append(button);
  }
  host.append(bar);
  return {
    /** Buttons stay in the order of focus when they have nothing to do. */
    enable(command, isOn) {
      made.get(command).setAttribute("aria-disabled", String(!isOn));
    },
  };
}

/**
 * @param {HTMLElement} host
 * @param {string} id
 */
export function createMessageLine(host, id) {
  const line = document.createElement("p");
  line.className = "grid-message";
  line.id = id;
  line.setAttribute("role", "status");
  const hint = document.createElement("p");
  hint.className = "grid-hint";
  hint.id = `${id}-hint`;
  hint.textContent = [
    t("Gõ để nhập, F2 hoặc Enter để sửa."),
    t("Dán được khối ô từ Excel, bảng từ Word."),
    t("Esc rồi Tab để ra khỏi bảng."),
  ].join(" ");
  host.append(line, hint);
  return {
    say(text) {
      line.textContent = text;
      line.dataset.severity = "";
    },
    /** Tell the problems of a cell and how grave they are. */
    show(problems, severity) {
      tell(line, problems);
      line.dataset.severity = severity;
    },
  };
}

/** The buttons above the outline: what can be done to the line that has the caret. */

import { t } from "../words.js";
import { button, element, newId } from "./narrative-elements.js";
import { kindChoices } from "./narrative-kinds.js";
import { fieldsOf } from "./narrative-tree.js";

/**
 * Make the toolbar.
 * @param {Object<string, Function>} acts `kind(value, focus)`, `style(value, focus)`,
 *   `number(text)`, and without arguments `indent`, `outdent`, `up`, `down`, `remove`, `bold`,
 *   `italic`, `undo`, `redo`, `renumber`, `paste`, `back`
 * @returns {{box: HTMLElement, show: Function, focus: Function, focusOn: Function}}
 */
export function createToolbar(acts) {
  const kinds = kindChoices().map(({ kind, choice }) => element("option", { value: kind }, choice));
  const kind = chooser(t("Kiểu dòng"), kinds, acts.kind);
  const styles = [
    ["tieu_de", t("Tiêu đề đậm")],
    ["chu", t("Lời văn")],
    ["both", t("Tiêu đề và lời văn")],
  ].map(([value, text]) => element("option", { value }, text));
  const style = chooser(t("Cách viết"), styles, acts.style);
  const number = numberField(acts);
  const undo = button(t("Hoàn tác"), acts.undo, { title: "Ctrl+Z" });
  const redo = button(t("Làm lại"), acts.redo, { title: "Ctrl+Y" });
  const box = element(
    "div",
    { class: "narrative-toolbar", role: "group", "aria-label": t("Lệnh cho dòng đang soạn") },
    element("div", { class: "narrative-choices" }, kind.box, style.box, number.box),
    element(
      "div",
      { class: "narrative-buttons" },
      button(t("Lùi vào"), acts.indent, { title: "Tab" }),
      button(t("Lùi ra"), acts.outdent, { title: "Shift+Tab" }),
      button(t("Lên"), acts.up, { title: "Alt+↑" }),
      button(t("Xuống"), acts.down, { title: "Alt+↓" }),
      button(t("Đậm"), acts.bold, {
        title: "Ctrl+B",
        class: "btn btn-sm btn-quiet narrative-bold",
      }),
      button(t("Nghiêng"), acts.italic, {
        title: "Ctrl+I",
        class: "btn btn-sm btn-quiet narrative-italic",
      }),
      button(t("Xóa"), acts.remove, { title: t("Xóa dòng cùng những gì bên trong") }),
      undo,
      redo,
      button(t("Đánh lại số"), acts.renumber, {
        title: t("Cho các số ghi tay nối tiếp nhau"),
      }),
      button(t("Dán cả văn bản"), acts.paste),
    ),
  );
  box.addEventListener("keydown", (event) => {
    if (event.key === "Escape") acts.back();
  });
  const controls = { kind: kind.control, style: style.control, number: number.control, undo, redo };
  return {
    box,
    show: (node, label, history) => show(controls, node, label, history),
    focus: () => kind.control.focus(),
    focusOn: (name) => controls[name].focus(),
  };
}

function chooser(text, options, choose) {
  const id = newId("narrative-choice");
  // who chooses by keys goes through all choices, so the focus stays
  let byKeys = false;
  const control = element(
    "select",
    {
      id,
      class: "form-select form-select-sm",
      keydown: () => (byKeys = true),
      pointerdown: () => (byKeys = false),
      change: () => choose(control.value, !byKeys),
    },
    ...options,
  );
  const label = element("label", { for: id }, text);
  return { control, box: element("div", { class: "narrative-choice" }, label, control) };
}

function numberField(acts) {
  const id = newId("narrative-number");
  const control = element("input", {
    id,
    class: "form-control form-control-sm",
    type: "text",
    maxlength: "40",
    autocomplete: "off",
    title: t("Để trống thì tự đánh số"),
    change: () => acts.number(control.value),
    keydown: (event) => {
      if (event.key !== "Enter" || event.isComposing) return;
      event.preventDefault();
      acts.number(control.value);
      acts.back();
    },
  });
  const label = element("label", { for: id }, t("Số ghi tay"));
  const kind = "narrative-choice narrative-number";
  return { control, box: element("div", { class: kind }, label, control) };
}

function show(controls, node, label, history) {
  const fields = fieldsOf(node);
  const table = node.kieu === "bang";
  controls.style.disabled = table;
  controls.number.disabled = table || node.kieu === "doan";
  controls.undo.disabled = !history.past.length;
  controls.redo.disabled = !history.future.length;
  controls.kind.value = node.kieu;
  controls.style.value = fields.length > 1 ? "both" : (fields[0] ?? "chu");
  if (document.activeElement !== controls.number) controls.number.value = node.so;
  controls.number.placeholder = label ? t("tự đánh: %(label)s", { label }) : "";
}

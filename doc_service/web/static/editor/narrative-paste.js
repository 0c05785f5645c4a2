/** The dialog “Dán cả văn bản”: paste, look at what was recognised, then take it over. */

import { t } from "../words.js";
import { button, element, newId } from "./narrative-elements.js";
import { labelsOf } from "./narrative-labels.js";
import { flat, readTree } from "./narrative-tree.js";

const PAUSE = 400;
const SHOWN = 400;

/**
 * Open the dialog.
 * @param {HTMLElement} host where the dialog stands while it is open
 * @param {object} options
 * @param {(text: string) => Promise<object[]>} options.parse
 * @param {boolean} options.empty the editor has nothing that could be replaced
 * @param {(nodes: object[], where: "all"|"end") => void} options.take
 */
export function openPasteDialog(host, { parse, empty, take }) {
  const state = { nodes: null, asked: 0, timer: 0 };
  const parts = dialogParts(empty);
  const { dialog, area, result, replace, append } = parts;
  const read = async () => {
    state.asked += 1;
    const mine = state.asked;
    const text = area.value;
    if (!text.trim()) return showNothing(parts, state);
    result.textContent = t("Đang đọc…");
    try {
      const nodes = readTree(await parse(text));
      if (mine === state.asked) showNodes(parts, state, nodes);
    } catch {
      if (mine === state.asked) showFailure(parts, state);
    }
  };
  area.addEventListener("input", () => {
    clearTimeout(state.timer);
    state.asked += 1;
    for (const one of [replace, append]) one.disabled = true;
    state.timer = setTimeout(read, PAUSE);
  });
  const done = (where) => {
    const { nodes } = state;
    dialog.close();
    take(nodes, where);
  };
  replace.addEventListener("click", () => done("all"));
  append.addEventListener("click", () => done("end"));
  dialog.addEventListener("close", () => {
    clearTimeout(state.timer);
    state.asked += 1;
    dialog.remove();
  });
  host.append(dialog);
  showNothing(parts, state);
  dialog.showModal();
  area.focus();
}

function dialogParts(empty) {
  const [title, note, field, preview] = [1, 2, 3, 4].map(() => newId("narrative-paste"));
  const area = element("textarea", {
    id: field,
    class: "form-control",
    "aria-describedby": note,
    rows: "12",
  });
  const result = element("p", { class: "narrative-result", role: "status" });
  const list = element("div", {
    class: "narrative-preview",
    tabindex: "0",
    role: "region",
    "aria-labelledby": preview,
  });
  const main = empty ? t("Đưa vào khung soạn") : t("Thay toàn bộ nội dung");
  const replace = button(main, () => {}, { class: "btn btn-primary", disabled: true });
  const append = button(t("Thêm vào cuối"), () => {}, { class: "btn btn-quiet", disabled: true });
  const close = button(t("Đóng"), () => dialog.close(), { class: "btn btn-quiet" });
  const buttons = empty ? [replace, close] : [replace, append, close];
  const dialog = element(
    "dialog",
    { class: "narrative-dialog", "aria-labelledby": title },
    element("h2", { id: title }, t("Dán cả văn bản")),
    element(
      "p",
      { id: note, class: "narrative-note" },
      t("Trong Word, chọn tất cả (Ctrl+A), chép (Ctrl+C), rồi dán vào ô dưới đây (Ctrl+V)."),
    ),
    element(
      "div",
      { class: "narrative-panes" },
      element("div", {}, element("label", { for: field }, t("Văn bản dán vào")), area),
      element("div", {}, element("h3", { id: preview }, t("Cấu trúc nhận ra")), list),
    ),
    result,
    element("div", { class: "narrative-dialog-buttons" }, ...buttons),
  );
  return { dialog, area, result, list, replace, append };
}

function showNothing({ list, result, replace, append }, state) {
  state.nodes = null;
  list.replaceChildren();
  result.textContent = t("Chưa có gì để xem: hãy dán văn bản.");
  replace.disabled = true;
  append.disabled = true;
}

function showFailure(parts, state) {
  showNothing(parts, state);
  parts.result.textContent = t("Chưa đọc được văn bản này. Hãy sửa một chữ bất kỳ để thử lại.");
}

function showNodes({ list, result, replace, append }, state, nodes) {
  state.nodes = nodes;
  const labels = labelsOf(nodes);
  const lines = flat(nodes);
  const shown = lines.slice(0, SHOWN).map(({ node, path }) => previewLine(node, path, labels));
  list.replaceChildren(...shown);
  if (lines.length > SHOWN) {
    list.append(element("p", {}, t("… và %(n)s dòng nữa", { n: lines.length - SHOWN })));
  }
  result.textContent = summary(lines.map(({ node }) => node));
  replace.disabled = !nodes.length;
  append.disabled = !nodes.length;
}

function previewLine(node, path, labels) {
  const words = [];
  if (labels.get(node.id)) words.push(`${labels.get(node.id)} `);
  if (node.tieu_de) words.push(element("strong", {}, node.tieu_de), " ");
  if (node.chu) words.push(node.chu);
  if (node.kieu === "bang") {
    words.push(t("[Bảng %(rows)s hàng]", { rows: node.hang.length }));
  }
  const depth = String(Math.min(path.length, 6));
  return element("p", { class: "narrative-preview-line", "data-depth": depth }, ...words);
}

function summary(nodes) {
  const count = (...kinds) => nodes.filter(({ kieu }) => kinds.includes(kieu)).length;
  const found = [
    [count("phan"), t("phần")],
    [count("dieu"), t("điều")],
    [count("muc", "tieu_muc"), t("mục")],
    [count("diem", "y", "buoc"), t("điểm")],
    [count("gach", "cong", "sao"), t("gạch đầu dòng")],
    [count("doan"), t("đoạn văn")],
    [count("bang"), t("bảng")],
  ].filter(([n]) => n);
  if (!found.length) return t("Không thấy nội dung nào trong văn bản này.");
  return t("Nhận ra %(what)s.", { what: found.map((one) => one.join(" ")).join(", ") });
}

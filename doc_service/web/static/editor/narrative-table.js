/** Tables inside a narrative: cells to type into, rows and columns to add and delete. */

import { t } from "../words.js";
import { caretAt } from "./narrative-carets.js";
import { button, element, growingArea, setAttribute, showWords } from "./narrative-elements.js";
import { nodeAt, pathOf, withNodes } from "./narrative-tree.js";

const MAX_COLUMNS = 12;
const MAX_ROWS = 500;

const widthOf = (node) => Math.max(node.cot.length, node.hang[0]?.length ?? 0);

/**
 * Show the table of a node below its words; nothing where it has none.
 * @param {object} record the line of the node
 * @param {object} node
 * @param {(action: string, id: number) => void} act what the buttons do
 */
export function showTable(record, node, act) {
  const shape = node.kieu === "bang" ? shapeOf(node) : "";
  if (record.table?.shape !== shape) {
    record.table?.box.remove();
    record.table = shape ? newTable(node, shape, act) : null;
    if (record.table) record.words.append(record.table.box);
  }
  if (!record.table) return;
  for (const [field, box] of record.table.cells) {
    const [key, row, column] = field.split("/");
    showWords(box, key === "cot" ? node.cot[row] : node.hang[row][column]);
  }
}

function shapeOf(node) {
  return `${node.cot.length} ${node.hang.map((row) => row.length).join(" ")}`;
}

function newTable(node, shape, act) {
  const cells = new Map();
  const cell = (tag, field, label, attributes = {}) => {
    const box = growingArea(field);
    setAttribute(box.firstElementChild, "aria-label", label);
    cells.set(field, box);
    return element(tag, attributes, box);
  };
  const table = element("table", { class: "narrative-table" });
  if (node.cot.length) {
    const heads = node.cot.map((_, at) =>
      cell("th", `cot/${at}`, t("Bảng: đầu cột %(n)s", { n: at + 1 }), { scope: "col" }),
    );
    table.append(element("thead", {}, element("tr", {}, ...heads)));
  }
  const rows = node.hang.map((row, at) => {
    const label = (n) => t("Bảng: hàng %(row)s, cột %(column)s", { row: at + 1, column: n + 1 });
    return element("tr", {}, ...row.map((_, n) => cell("td", `hang/${at}/${n}`, label(n))));
  });
  table.append(element("tbody", {}, ...rows));
  const actions = element("div", { class: "narrative-table-actions" });
  for (const [action, text] of tableActions(node)) {
    actions.append(button(text, () => act(action, node.id)));
  }
  const scroller = element("div", { class: "narrative-table-box" }, table);
  return { shape, cells, box: element("div", {}, scroller, actions) };
}

function tableActions(node) {
  return [
    ["addRow", t("Thêm hàng")],
    ["addColumn", t("Thêm cột")],
    ["removeRow", t("Xóa hàng")],
    ["removeColumn", t("Xóa cột")],
    ["heads", node.cot.length ? t("Bỏ dòng đầu cột") : t("Thêm dòng đầu cột")],
  ];
}

function placeOf(node, field) {
  const [key, row, column] = field.split("/").map((part, at) => (at ? Number(part) : part));
  if (key === "cot") return { row: -1, column: row };
  if (key === "hang") return { row, column };
  return { row: node.hang.length - 1, column: widthOf(node) - 1 };
}

const nameOf = (row, column) => (row < 0 ? `cot/${column}` : `hang/${row}/${column}`);

const CHANGES = {
  addRow: (node, { row }) => ({
    hang: node.hang.toSpliced(row + 1, 0, Array(widthOf(node)).fill("")),
    place: [row + 1, 0],
  }),
  addColumn: (node, { row, column }) => ({
    cot: node.cot.length ? node.cot.toSpliced(column + 1, 0, "") : [],
    hang: node.hang.map((cells) => cells.toSpliced(column + 1, 0, "")),
    place: [row, column + 1],
  }),
  removeRow: (node, { row, column }) =>
    row < 0
      ? { cot: [], place: [0, column] }
      : { hang: node.hang.toSpliced(row, 1), place: [Math.min(row, node.hang.length - 2), column] },
  removeColumn: (node, { row, column }) => ({
    cot: node.cot.length ? node.cot.toSpliced(column, 1) : [],
    hang: node.hang.map((cells) => cells.toSpliced(column, 1)),
    place: [row, Math.max(0, column - 1)],
  }),
  heads: (node) =>
    node.cot.length
      ? { cot: [], place: [0, 0] }
      : { cot: Array(widthOf(node)).fill(""), place: [-1, 0] },
};

/**
 * What a button under a table does, at the caret or at the table's end.
 * @param {object[]} tree
 * @param {{id: number, field: string}} caret
 * @param {keyof CHANGES} action
 * @returns {{tree: object[], caret: object}|{refusal: string}}
 */
export function changeTable(tree, caret, action) {
  const path = pathOf(tree, caret.id);
  const node = nodeAt(tree, path);
  const { place, ...changed } = CHANGES[action](node, placeOf(node, caret.field));
  const made = { ...node, ...changed };
  const [rows, columns] = [made.hang.length, widthOf(made)];
  if (columns > MAX_COLUMNS) {
    return { refusal: t("Bảng chỉ có tới %(n)s cột.", { n: MAX_COLUMNS }) };
  }
  if (rows > MAX_ROWS) return { refusal: t("Bảng chỉ có tới %(n)s hàng.", { n: MAX_ROWS }) };
  if (columns < 1 || (rows < 1 && !made.cot.length)) {
    return { refusal: t("Bảng phải còn ít nhất một ô; muốn bỏ cả bảng, hãy bấm Xóa.") };
  }
  const row = made.cot.length || place[0] >= 0 ? Math.min(place[0], rows - 1) : 0;
  const column = Math.min(place[1], columns - 1);
  const field = nameOf(row < 0 && !made.cot.length ? 0 : row, column);
  return { tree: withNodes(tree, path, made), caret: caretAt(node.id, field, 0) };
}

/**
 * Tab and Enter in a cell: the next cell, the one below; past the end a new row.
 * @param {object[]} tree
 * @param {{id: number, field: string}} caret
 * @param {"next"|"previous"|"down"} way
 * @returns {{tree: object[], caret: object}|null} null at the first cell, going back
 */
export function toCell(tree, caret, way) {
  const node = nodeAt(tree, pathOf(tree, caret.id));
  const { row, column } = placeOf(node, caret.field);
  const top = node.cot.length ? -1 : 0;
  const width = widthOf(node);
  const at = (row - top) * width + column + { next: 1, previous: -1, down: width }[way];
  if (at < 0) return null;
  const [to, beside] = [top + Math.floor(at / width), at % width];
  if (to < node.hang.length) return { tree, caret: selected(node, nameOf(to, beside)) };
  const grown = changeTable(tree, { ...caret, field: "" }, "addRow");
  const field = nameOf(to, way === "down" ? column : 0);
  return grown.refusal ? grown : { ...grown, caret: caretAt(node.id, field, 0) };
}

function selected(node, field) {
  const [key, row, column] = field.split("/");
  const words = key === "cot" ? node.cot[row] : node.hang[row][column];
  return { id: node.id, field, start: 0, end: words.length };
}

/**
 * Paste cells parted by tabs, adding rows; what is wider than the table is left out.
 * @param {object[]} tree
 * @param {{id: number, field: string}} caret
 * @param {string} text
 * @returns {{tree: object[], caret: object}}
 */
export function pasteCells(tree, caret, text) {
  const path = pathOf(tree, caret.id);
  const node = nodeAt(tree, path);
  const { row, column } = placeOf(node, caret.field);
  const lines = text.replace(/\r\n?/gu, "\n").replace(/\n+$/u, "").split("\n");
  let [cot, hang] = [node.cot, [...node.hang]];
  lines.slice(0, MAX_ROWS - Math.max(row, 0)).forEach((line, down) => {
    const cells = line.split("\t").map((one) => one.trim());
    const over = (old) => old.map((one, at) => cells[at - column] ?? one);
    const to = row + down;
    if (to < 0) cot = over(cot);
    else hang[to] = over(hang[to] ?? Array(widthOf(node)).fill(""));
  });
  return { tree: withNodes(tree, path, { ...node, cot, hang }), caret };
}

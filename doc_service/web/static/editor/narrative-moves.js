/**
 * Moving nodes about the tree: in, out, up, down, away, into another kind. Every move is
 * `{tree, caret}`, with a sentence in `refusal` instead where it cannot be.
 */

import { t } from "../words.js";
import { holdsNodes, kindBelow, kindWord, usualField } from "./narrative-kinds.js";
import { caretAt, caretAtEnd } from "./narrative-carets.js";
import {
  MAX_LEVELS,
  fieldsOf,
  flat,
  isBlank,
  levelsOf,
  listOf,
  makeNode,
  nodeAt,
  pathOf,
  withList,
  withNodes,
} from "./narrative-tree.js";

const ofKind = (node, kieu) => (kieu === node.kieu ? node : { ...node, kieu, so: "" });

/** Tab: the node becomes the last one below the one before it. */
export function indent(tree, caret) {
  const path = pathOf(tree, caret.id);
  const node = nodeAt(tree, path);
  const at = path.at(-1);
  const before = listOf(tree, path)[at - 1];
  if (!before) return { refusal: t("Dòng đầu của một cấp không lùi vào được.") };
  if (!holdsNodes(before.kieu)) {
    return { refusal: t("Dòng trên là đoạn văn hoặc bảng nên dòng này không lùi vào được.") };
  }
  if (path.length + levelsOf(node) > MAX_LEVELS) {
    return { refusal: t("Chỉ lùi được tới cấp %(n)s.", { n: MAX_LEVELS }) };
  }
  const moved = ofKind(node, kindBelow(before, node.kieu));
  const holder = { ...before, con: [...before.con, moved] };
  return { tree: withList(tree, path, (list) => list.toSpliced(at - 1, 2, holder)), caret };
}

/** Shift+Tab: the node goes after the one that holds it, and takes along what follows it. */
export function outdent(tree, caret) {
  const path = pathOf(tree, caret.id);
  if (path.length === 1) return { refusal: t("Dòng này đã ở cấp ngoài cùng.") };
  const node = nodeAt(tree, path);
  const holder = nodeAt(tree, path.slice(0, -1));
  const moved = holdsNodes(node.kieu) || isFreeText(node) ? ofKind(node, holder.kieu) : node;
  const follows = path.at(-1) < holder.con.length - 1;
  if (follows && !holdsNodes(moved.kieu)) {
    const refusal = t("Sau dòng này còn dòng cùng cấp: hãy chuyển nó xuống cuối trước (Alt+↓).");
    return { refusal };
  }
  return { tree: lift(tree, path, moved), caret };
}

function isFreeText(node) {
  return node.kieu === "doan" && isBlank(node);
}

/** The tree with the node at a path put after its parent, its later siblings below it. */
export function lift(tree, path, node) {
  const [parentPath, at] = [path.slice(0, -1), path.at(-1)];
  const parent = nodeAt(tree, parentPath);
  const left = { ...parent, con: parent.con.slice(0, at) };
  const taken = { ...node, con: [...node.con, ...parent.con.slice(at + 1)] };
  return withNodes(tree, parentPath, left, taken);
}

/** Alt+↑ and Alt+↓: past the sibling, else to the neighbour of the node that holds it. */
export function move(tree, caret, step) {
  const path = pathOf(tree, caret.id);
  const node = nodeAt(tree, path);
  const list = listOf(tree, path);
  const at = path.at(-1);
  if (list[at + step]) {
    const swap = (all) => all.toSpliced(at, 1).toSpliced(at + step, 0, node);
    return { tree: withList(tree, path, swap), caret };
  }
  const upper = path.slice(0, -1);
  const around = upper.length ? listOf(tree, upper) : [];
  const neighbour = around[upper.at(-1) + step];
  if (!neighbour || !holdsNodes(neighbour.kieu)) {
    return { refusal: step < 0 ? t("Không lên cao hơn được.") : t("Không xuống thấp hơn được.") };
  }
  const con = step < 0 ? [...neighbour.con, node] : [node, ...neighbour.con];
  const parent = nodeAt(tree, upper);
  const left = { ...parent, con: parent.con.toSpliced(at, 1) };
  const pair = step < 0 ? [{ ...neighbour, con }, left] : [left, { ...neighbour, con }];
  const first = Math.min(upper.at(-1), upper.at(-1) + step);
  return { tree: withList(tree, upper, (all) => all.toSpliced(first, 2, ...pair)), caret };
}

/** Delete a node with everything below it. */
export function remove(tree, caret) {
  const path = pathOf(tree, caret.id);
  const node = nodeAt(tree, path);
  const all = flat(tree);
  const at = all.findIndex((one) => one.node === node);
  const count = flat([node]).length;
  const changed = withNodes(tree, path);
  const near = (all[at + count] ?? all[at - 1])?.node;
  const said =
    count > 1
      ? t("Đã xóa một dòng cùng %(n)s dòng bên trong. Ctrl+Z để lấy lại.", { n: count - 1 })
      : t("Đã xóa một dòng. Ctrl+Z để lấy lại.");
  if (near) return { tree: changed, caret: caretAtEnd(near), said };
  const blank = makeNode({});
  return { tree: [blank], caret: caretAt(blank.id, "chu", 0), said };
}

/** Make a node of another kind; what cannot be inside it comes after it. */
export function changeKind(tree, caret, kieu) {
  const path = pathOf(tree, caret.id);
  const node = nodeAt(tree, path);
  if (node.kieu === kieu) return null;
  const said = t("Dòng này giờ là %(kind)s.", { kind: kindWord(kieu).toLowerCase() });
  const after = [];
  const made = { ...ofKind(node, kieu), ...wordsFor(node, kieu), open: [] };
  if (node.kieu === "bang") {
    const rows = [node.cot, ...node.hang].filter((row) => row.some((cell) => cell.trim()));
    after.push(...rows.map((row) => makeNode({ chu: row.filter(Boolean).join("; ") })));
    Object.assign(made, { cot: [], hang: [] });
  }
  if (!holdsNodes(kieu)) {
    after.push(...node.con);
    made.con = [];
  }
  if (kieu === "bang") Object.assign(made, { cot: ["", ""], hang: [["", ""]] });
  const field = fieldsOf(made).includes(caret.field) ? caret.field : fieldsOf(made).at(-1);
  const place = kieu === "bang" ? caretAt(node.id, "cot/0", 0) : { ...caret, field };
  return { tree: withNodes(tree, path, made, ...after), caret: place, said };
}

/** Words go along from heading to text where that is where the new kind has them. */
function wordsFor(node, kieu) {
  const [from, to] = [usualField(node.kieu), usualField(kieu)];
  const other = from === "chu" ? "tieu_de" : "chu";
  if (from === to || kieu === "bang" || !node[from] || node[other]) return {};
  return { [from]: "", [to]: node[from] };
}

/** Write a node as a heading (`tieu_de`), as text (`chu`), or as one followed by the other. */
export function changeStyle(tree, caret, style) {
  const path = pathOf(tree, caret.id);
  const node = nodeAt(tree, path);
  if (style === "both") {
    const field = node.tieu_de ? "chu" : "tieu_de";
    const opened = { ...node, open: ["tieu_de", "chu"] };
    return { tree: withNodes(tree, path, opened), caret: caretAt(node.id, field, 0) };
  }
  const words = [node.tieu_de, node.chu].filter(Boolean).join(" ");
  const made = { ...node, tieu_de: "", chu: "", open: [style], [style]: words };
  return { tree: withNodes(tree, path, made), caret: caretAt(node.id, style, words.length) };
}

/** Write a number by hand; "" for the automatic one. */
export function changeNumber(tree, caret, so) {
  const path = pathOf(tree, caret.id);
  const node = nodeAt(tree, path);
  return so === node.so ? null : { tree: withNodes(tree, path, { ...node, so }), caret };
}

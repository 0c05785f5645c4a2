/**
 * What typing does to the tree: words in a field, Enter, Backspace, Delete. Every change is
 * `{tree, caret}`, or null where nothing happens.
 */

import { caretAt, caretAtEnd } from "./narrative-carets.js";
import { holdsNodes, usualField } from "./narrative-kinds.js";
import { lift, outdent } from "./narrative-moves.js";
import {
  fieldsOf,
  flat,
  isEmpty,
  listOf,
  makeNode,
  nodeAt,
  pathOf,
  withList,
  withNodes,
} from "./narrative-tree.js";

/**
 * New words in a field; cells are named `cot/1` and `hang/0/2`.
 * @returns {object[]} the tree
 */
export function withWords(tree, id, field, words) {
  const path = pathOf(tree, id);
  const node = nodeAt(tree, path);
  const [key, row, column] = field.split("/");
  if (key === "cot") return withNodes(tree, path, { ...node, cot: node.cot.with(+row, words) });
  if (key === "hang") {
    const cells = node.hang[+row].with(+column, words);
    return withNodes(tree, path, { ...node, hang: node.hang.with(+row, cells) });
  }
  // a field emptied under the caret stays where it is
  const open = words || node.open.includes(field) ? node.open : [...node.open, field];
  return withNodes(tree, path, { ...node, [field]: words, open });
}

/**
 * Enter: the words after the caret go to a new node of the same kind; at the end of a node with
 * others below, the new one is the first of these; on a line without words, one level out.
 */
export function split(tree, { id, field, start, end }) {
  const path = pathOf(tree, id);
  const node = nodeAt(tree, path);
  if (isEmpty(node)) return endOfList(tree, path, node);
  const before = node[field].slice(0, start);
  const after = node[field].slice(end);
  if (!before && field === fieldsOf(node)[0] && after) {
    const above = makeNode({ kieu: node.kieu, open: [field] });
    return { tree: withNodes(tree, path, above, node), caret: caretAt(id, field, 0) };
  }
  const rest = field === "tieu_de" ? { tieu_de: after, chu: node.chu } : { chu: after };
  const cut = field === "tieu_de" ? { tieu_de: before, chu: "" } : { chu: before };
  if (!after && !rest.chu && node.con.length) {
    const first = makeNode({ kieu: node.con[0].kieu === "bang" ? "doan" : node.con[0].kieu });
    const opened = { ...node, ...cut, con: [first, ...node.con] };
    return { tree: withNodes(tree, path, opened), caret: caretAtEnd(first) };
  }
  const kieu = node.kieu === "bang" ? "doan" : node.kieu;
  const plain = field === "chu" && !node.tieu_de;
  const open = !after && !rest.chu && plain ? ["chu"] : [];
  const second = makeNode({ kieu, ...rest, con: node.con, open });
  const first = { ...node, ...cut, con: [], open: [] };
  const caret = caretAt(second.id, fieldsOf(second)[0], 0);
  return { tree: withNodes(tree, path, first, second), caret };
}

function endOfList(tree, path, node) {
  if (path.length > 1) {
    const kieu = nodeAt(tree, path.slice(0, -1)).kieu;
    const out = lift(tree, path, { ...node, kieu, open: [] });
    return { tree: out, caret: caretAt(node.id, usualField(kieu), 0) };
  }
  if (node.kieu === "doan") return null;
  const plain = { ...node, kieu: "doan", open: [] };
  return { tree: withNodes(tree, path, plain), caret: caretAt(node.id, "chu", 0) };
}

/** Shift+Enter: a paragraph below a labelled node, after any other. */
export function addParagraph(tree, { id }) {
  const path = pathOf(tree, id);
  const node = nodeAt(tree, path);
  const added = makeNode({});
  const changed = holdsNodes(node.kieu)
    ? withNodes(tree, path, { ...node, con: [added, ...node.con] })
    : withNodes(tree, path, node, added);
  return { tree: changed, caret: caretAt(added.id, "chu", 0) };
}

/**
 * Backspace at the start of a field: an empty line goes, a label goes, a node with others below
 * moves out, a paragraph joins the line before it.
 */
export function backspace(tree, { id, field }) {
  const path = pathOf(tree, id);
  const node = nodeAt(tree, path);
  const [first, second] = fieldsOf(node);
  if (field === second) {
    const caret = caretAt(id, first, node[first].length);
    const closed = { ...node, open: node.open.filter((name) => name !== second) };
    return { tree: node[second] ? tree : withNodes(tree, path, closed), caret };
  }
  if (node.kieu === "bang") return null;
  if (isEmpty(node) && !node.con.length) return withoutLine(tree, path, node);
  if (node.kieu !== "doan" && !node.con.length) {
    const plain = { ...node, kieu: "doan", so: "", open: [] };
    return { tree: withNodes(tree, path, plain), caret: caretAt(id, fieldsOf(plain)[0], 0) };
  }
  if (node.con.length && path.length > 1) return outdent(tree, caretAt(id, field, 0));
  return joined(tree, id);
}

/** Delete at the end of a node: the next line joins it. */
export function deleteForward(tree, { id, field }) {
  const all = flat(tree);
  const at = all.findIndex((one) => one.node.id === id);
  const next = all[at + 1]?.node;
  if (!next || field !== fieldsOf(all[at].node).at(-1)) return null;
  return joined(tree, next.id);
}

function withoutLine(tree, path, node) {
  const all = flat(tree);
  const at = all.findIndex((one) => one.node === node);
  const near = all[at - 1] ?? all[at + 1];
  if (!near) {
    if (node.kieu === "doan") return null;
    const plain = { ...node, kieu: "doan", open: [] };
    return { tree: withNodes(tree, path, plain), caret: caretAt(node.id, "chu", 0) };
  }
  const start = caretAt(near.node.id, fieldsOf(near.node)[0] ?? "", 0);
  const caret = all[at - 1] ? caretAtEnd(near.node) : start;
  return { tree: withNodes(tree, path), caret };
}

/** The tree with a node's words put at the end of the line before it. */
function joined(tree, id) {
  const all = flat(tree);
  const at = all.findIndex((one) => one.node.id === id);
  const { node, path } = all[at];
  const before = all[at - 1];
  if (!before || before.node.kieu === "bang" || node.kieu === "bang") return null;
  const { words, caret } = joinedWords(before.node, node);
  const beside = path.at(-1) > 0 && listOf(tree, path)[path.at(-1) - 1];
  let changed;
  if (beside && holdsNodes(beside.kieu)) {
    const kept = { ...beside, con: [...beside.con, ...node.con] };
    changed = withList(tree, path, (list) => list.toSpliced(path.at(-1) - 1, 2, kept));
  } else {
    changed = withNodes(tree, path, ...node.con);
  }
  const place = pathOf(changed, before.node.id);
  const target = nodeAt(changed, place);
  return { tree: withNodes(changed, place, { ...target, ...words, open: [] }), caret };
}

function joinedWords(before, node) {
  const own = node.tieu_de && node.chu ? `${node.tieu_de} ${node.chu}` : node.tieu_de || node.chu;
  if (fieldsOf(before).at(-1) === "chu") {
    const caret = caretAt(before.id, "chu", before.chu.length);
    return { words: { chu: before.chu + own }, caret };
  }
  if (node.tieu_de) {
    const caret = caretAt(before.id, "tieu_de", before.tieu_de.length);
    return { words: { tieu_de: before.tieu_de + node.tieu_de, chu: node.chu }, caret };
  }
  return { words: { chu: node.chu }, caret: caretAt(before.id, "chu", 0) };
}

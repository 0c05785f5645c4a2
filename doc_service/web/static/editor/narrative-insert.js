/** Putting pasted nodes into the tree: at the caret, on the level where they belong. */

import { holdsNodes } from "./narrative-kinds.js";
import { handWritten, readLabel } from "./narrative-labels.js";
import { caretAtEnd, isFree } from "./narrative-carets.js";
import {
  fieldsOf,
  flat,
  isEmpty,
  listOf,
  makeNode,
  nodeAt,
  pathOf,
  withNodes,
} from "./narrative-tree.js";

const RANKS = ["phan", "dieu", "muc", "tieu_muc", "diem", "y", "buoc", "gach", "cong", "sao"];

/**
 * Insert nodes at a caret; its line is parted there, or replaced where it is empty.
 * @param {object[]} tree
 * @param {{id: number, field: string, start: number, end: number}} caret
 * @param {object[]} nodes as `readTree` makes them
 * @returns {{tree: object[], caret: object}|null}
 */
export function insertNodes(tree, caret, nodes) {
  if (!nodes.length) return null;
  const last = flat(nodes).at(-1).node;
  if (tree.every(isEmpty)) return { tree: nodes, caret: caretAtEnd(last) };
  const path = pathOf(tree, caret.id);
  const node = nodeAt(tree, path);
  const fresh = withoutFragmentNumber(nodes);
  const cut = parted(node, caret);
  const changed = withNodes(tree, path, cut.node);
  const kind = fresh.find((one) => holdsNodes(one.kieu))?.kieu ?? fresh[0].kieu;
  const level = levelFor(changed, path, kind);
  const tail = cut.after ? [makeNode({ kieu: "doan", chu: cut.after })] : [];
  const done = placed(changed, path, level, [...fresh, ...tail], cut.atStart);
  const left = pathOf(done, node.id);
  const cleared = isFree(nodeAt(done, left)) ? withNodes(done, left) : done;
  return { tree: cleared, caret: caretAtEnd(flat(fresh).at(-1).node) };
}

function parted(node, { field, start, end }) {
  const words = node[field];
  const atStart = end === 0 && field === fieldsOf(node)[0] && !isFree(node);
  if (words === undefined || atStart) return { node, after: "", atStart };
  const after = words.slice(end).trim();
  return { node: { ...node, [field]: words.slice(0, start) }, after, atStart };
}

function placed(tree, path, level, nodes, atStart) {
  const node = nodeAt(tree, path);
  if (atStart && level === path.length) return withNodes(tree, path, ...nodes, node);
  if (level === "below") return withNodes(tree, path, { ...node, con: [...nodes, ...node.con] });
  const beside = path.slice(0, level);
  return withNodes(tree, beside, nodeAt(tree, beside), ...nodes);
}

/**
 * The level where nodes of a kind belong: a length of `path` whose node they come after, or
 * "below" its last one.
 */
function levelFor(tree, path, kind) {
  const node = nodeAt(tree, path);
  if (!holdsNodes(kind)) return holdsNodes(node.kieu) && !isFree(node) ? "below" : path.length;
  for (let level = path.length; level > 0; level -= 1) {
    const list = listOf(tree, path.slice(0, level));
    if (list.some((one) => one.kieu === kind && !isFree(one))) return level;
  }
  const deeper = (one) => RANKS.indexOf(kind) > RANKS.indexOf(one.kieu);
  if (holdsNodes(node.kieu) && !isFree(node) && deeper(node)) return "below";
  for (let level = path.length; level > 1; level -= 1) {
    if (deeper(nodeAt(tree, path.slice(0, level - 1)))) return level;
  }
  return 1;
}

/** A piece torn from the middle of a text begins with a number that means nothing here. */
function withoutFragmentNumber(nodes) {
  const at = nodes.findIndex((one) => one.so);
  const label = at < 0 ? null : readLabel(nodes[at].kieu, handWritten(nodes[at]));
  const isFirst = nodes.findIndex((one) => holdsNodes(one.kieu)) === at;
  return label && isFirst ? nodes.with(at, { ...nodes[at], so: "" }) : nodes;
}

/**
 * Text as paragraphs, for when nobody can read its structure.
 * @param {string} text
 * @returns {object[]} nodes as data holds them
 */
export function asParagraphs(text) {
  const lines = text.split(/\r\n?|\n/u).map((line) => line.trim());
  return lines.filter(Boolean).map((chu) => ({ kieu: "doan", chu }));
}

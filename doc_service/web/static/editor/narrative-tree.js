/**
 * The tree that the narrative editor works on. Nodes never change: an edit makes new ones on the
 * way from the root to the place, so an older tree is one step of "undo".
 *
 * A node: `{id, kieu, so, tieu_de, chu, cot, hang, con, open, rest}`. `open` names fields shown
 * though empty; `rest` holds keys this editor does not know, which are given back untouched.
 */

import { kindOf, usualField } from "./narrative-kinds.js";

/** Levels that the server accepts. */
export const MAX_LEVELS = 8;

const KEYS = new Set(["kieu", "so", "tieu_de", "chu", "cot", "hang", "con"]);

let lastId = 0;

const empties = new WeakMap();

/**
 * A new node.
 * @param {object} values what differs from an empty paragraph
 * @returns {object}
 */
export function makeNode(values) {
  lastId += 1;
  const blank = { kieu: "doan", so: "", tieu_de: "", chu: "", cot: [], hang: [], con: [] };
  return { ...blank, open: [], rest: {}, ...values, id: lastId };
}

const text = (value) => (value === undefined || value === null ? "" : String(value));

const texts = (value) => (Array.isArray(value) ? value.map(text) : []);

/**
 * Read a tree as data holds it; what is odd becomes what it most likely means.
 * @param {unknown} nodes
 * @param {string} above kind of the parent, "" at the top
 * @returns {object[]}
 */
export function readTree(nodes, above = "") {
  if (!Array.isArray(nodes)) return [];
  return nodes.map((given) => {
    const odd = given === null || typeof given !== "object" || Array.isArray(given);
    const node = odd ? { chu: text(given) } : given;
    const kieu = kindOf(node, above);
    const hang = Array.isArray(node.hang) ? node.hang.map((row) => texts(row)) : [];
    const cot = texts(node.cot);
    const width = Math.max(cot.length, ...hang.map((row) => row.length));
    return makeNode({
      kieu,
      so: text(node.so),
      tieu_de: text(node.tieu_de),
      chu: text(node.chu),
      cot: cot.length ? padded(cot, width) : [],
      hang: hang.map((row) => padded(row, width)),
      con: readTree(node.con, kieu),
      rest: Object.fromEntries(Object.entries(node).filter(([key]) => !KEYS.has(key))),
    });
  });
}

function padded(row, width) {
  return [...row, ...Array(Math.max(0, width - row.length)).fill("")];
}

/**
 * Give the tree back as data. Lines without any words are left out, hence the places.
 * @param {object[]} tree
 * @returns {{value: object[], places: Map<string, number>}} places: JSON Pointer → id
 */
export function writeTree(tree) {
  const places = new Map();
  const write = (nodes, pointer) => {
    const kept = nodes.filter((node) => !isEmpty(node));
    return kept.map((node, at) => {
      const here = `${pointer}/${at}`;
      places.set(here, node.id);
      const own = { kieu: node.kieu };
      for (const key of ["so", "tieu_de", "chu"]) if (node[key].trim()) own[key] = node[key];
      if (node.cot.length) own.cot = [...node.cot];
      if (node.hang.length) own.hang = node.hang.map((row) => [...row]);
      const con = write(node.con, `${here}/con`);
      if (con.length) own.con = con;
      return { ...structuredClone(node.rest), ...own };
    });
  };
  return { value: write(tree, ""), places };
}

/**
 * Whether a node, with all below it, would print nothing.
 * @param {object} node
 * @returns {boolean}
 */
export function isEmpty(node) {
  if (!empties.has(node)) {
    const bare = !node.so.trim() && isBlank(node) && !node.cot.length && !node.hang.length;
    empties.set(node, bare && !Object.keys(node.rest).length && node.con.every(isEmpty));
  }
  return empties.get(node);
}

/**
 * Whether a node has no words of its own.
 * @param {object} node
 * @returns {boolean}
 */
export function isBlank(node) {
  return !node.tieu_de.trim() && !node.chu.trim();
}

/**
 * The fields to type into, in order.
 * @param {object} node
 * @returns {("tieu_de"|"chu")[]}
 */
export function fieldsOf(node) {
  const shown = ["tieu_de", "chu"].filter((name) => node[name] || node.open.includes(name));
  return shown.length || node.kieu === "bang" ? shown : [usualField(node.kieu)];
}

/**
 * All nodes in print order.
 * @param {object[]} tree
 * @param {number[]} above path of the parent
 * @returns {{node: object, path: number[]}[]}
 */
export function flat(tree, above = []) {
  return tree.flatMap((node, at) => {
    const path = [...above, at];
    return [{ node, path }, ...flat(node.con, path)];
  });
}

/**
 * Where a node is.
 * @param {object[]} tree
 * @param {number} id
 * @returns {number[]|null} position at each level
 */
export function pathOf(tree, id) {
  for (const [at, node] of tree.entries()) {
    if (node.id === id) return [at];
    const below = pathOf(node.con, id);
    if (below) return [at, ...below];
  }
  return null;
}

/**
 * The node at a path.
 * @param {object[]} tree
 * @param {number[]} path
 * @returns {object|undefined}
 */
export function nodeAt(tree, path) {
  return path.slice(1).reduce((node, at) => node?.con[at], tree[path[0]]);
}

/**
 * The list that holds the node at a path.
 * @param {object[]} tree
 * @param {number[]} path
 * @returns {object[]}
 */
export function listOf(tree, path) {
  return path.length > 1 ? nodeAt(tree, path.slice(0, -1)).con : tree;
}

/**
 * The tree with another list in place of the one that holds the node at a path.
 * @param {object[]} tree
 * @param {number[]} path
 * @param {(list: object[]) => object[]} change
 * @returns {object[]}
 */
export function withList(tree, path, change) {
  if (path.length === 1) return change(tree);
  return tree.map((node, at) =>
    at === path[0] ? { ...node, con: withList(node.con, path.slice(1), change) } : node,
  );
}

/**
 * The tree with other nodes in place of the one at a path.
 * @param {object[]} tree
 * @param {number[]} path
 * @param {...object} nodes
 * @returns {object[]}
 */
export function withNodes(tree, path, ...nodes) {
  return withList(tree, path, (list) => list.toSpliced(path.at(-1), 1, ...nodes));
}

/**
 * Levels of a node and what is below it.
 * @param {object} node
 * @returns {number} 1 for a node without children
 */
export function levelsOf(node) {
  return 1 + Math.max(0, ...node.con.map(levelsOf));
}

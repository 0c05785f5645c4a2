/** Carets of the narrative editor: `{id, field, start, end}`. */

import { fieldsOf, isBlank, isEmpty } from "./narrative-tree.js";

/** A caret at one place of a field. */
export function caretAt(id, field, at) {
  return { id, field, start: at, end: at };
}

/** A caret at the end of a node, in its table where it is one. */
export function caretAtEnd(node) {
  const field = fieldsOf(node).at(-1) ?? (node.cot.length ? "cot/0" : "hang/0/0");
  return caretAt(node.id, field, (node[field] ?? "").length);
}

/** Whether a node is a line one could type over: no words, nothing below. */
export function isFree(node) {
  return isBlank(node) && isEmpty(node) && node.con.length === 0;
}

/** Labels typed in front of a line: "- ", "2. ", "a) " make it of that kind, as in Word. */

import { caretAt } from "./narrative-carets.js";
import { usualField } from "./narrative-kinds.js";
import { handWritten, readLabel, Siblings, writeLabel } from "./narrative-labels.js";
import { lift } from "./narrative-moves.js";
import { fieldsOf, isEmpty, nodeAt, pathOf, withNodes } from "./narrative-tree.js";

const TYPED = [
  ["phan", /^[IVXLC]{1,7}\.$/],
  ["tieu_muc", /^[1-9][0-9]?(?:\.[1-9][0-9]?)+\.?$/],
  ["muc", /^[1-9][0-9]?[.)]$/],
  ["diem", /^[a-zđ][.)]$/],
  ["y", /^\([1-9][0-9]?\)$/],
  ["gach", /^[-\u2013]$/],
  ["cong", /^\+$/],
  ["sao", /^\*$/],
];

/**
 * A label and a blank typed in front, as in Word: the line becomes of that kind, at the level
 * where the number goes on. Null where the number does not fit, or nothing was typed.
 */
export function typedLabel(tree, { id, field, start }) {
  const path = pathOf(tree, id);
  const node = nodeAt(tree, path);
  const words = node[field] ?? "";
  const label = words.slice(0, Math.max(0, start - 1));
  const found = words[start - 1] === " " && TYPED.find(([, pattern]) => pattern.test(label));
  const after = words.slice(start);
  const others = node.con.length || node.so || fieldsOf(node).length > 1;
  if (!found || others || (node.kieu !== "doan" && after.trim())) return null;
  const [kieu] = found;
  const usual = usualField(kieu);
  const made = { ...node, kieu, tieu_de: "", chu: "", [usual]: after, open: [] };
  const placed = atLevel(tree, path, made);
  if (!goesOn(placed, made, label)) return null;
  return { tree: placed, caret: caretAt(id, usual, 0) };
}

/** Put a node beside the nearest one above it of its kind, else leave it where it is. */
function atLevel(tree, path, node) {
  let depth = path.length - 1;
  while (depth > 0 && nodeAt(tree, path.slice(0, depth)).kieu !== node.kieu) depth -= 1;
  let changed = withNodes(tree, path, node);
  for (let out = path.length - 1; depth > 0 && out >= depth; out -= 1) {
    changed = lift(changed, pathOf(changed, node.id), nodeAt(changed, pathOf(changed, node.id)));
  }
  return changed;
}

/** Whether a typed label is the one that counting gives a node, or a sign. */
function goesOn(tree, made, typed) {
  let expected = null;
  const visit = (nodes, siblings) => {
    for (const node of nodes) {
      if (node.id === made.id) expected = siblings.automatic(node.kieu);
      if (isEmpty(node) && node.id !== made.id) continue;
      const label = siblings.take(node.kieu, handWritten(node));
      visit(node.con, siblings.below(node.kieu, label));
    }
  };
  visit(tree, new Siblings());
  const [own, due] = [readLabel(made.kieu, typed), readLabel(made.kieu, expected ?? "")];
  if (!own) return true;
  const bare = ({ number }) => writeLabel(made.kieu, { before: "", number, after: "" });
  return due && bare(own) === bare(due);
}

/**
 * Keys of the narrative editor. Nothing here acts while an input method composes a letter: what
 * is being composed belongs to it.
 */

import { t } from "../words.js";
import { split, addParagraph, backspace, deleteForward } from "./narrative-typing.js";
import { indent, move, outdent } from "./narrative-moves.js";
import { toCell } from "./narrative-table.js";

/**
 * Handle a key pressed in a text area of the outline.
 * @param {KeyboardEvent} event
 * @param {object} desk what keys may do: `{caret, tree, apply, say, history, emphasise, leave,
 *   lines, toolbar}`
 */
export function onKey(event, desk) {
  if (event.isComposing || event.keyCode === 229) return;
  const caret = desk.caret();
  if (!caret) return;
  const name = nameOf(event);
  if (name === "Escape") {
    desk.escaping = true;
    desk.say(t("Nhấn Tab để ra khỏi khung soạn, Shift+Tab để tới các nút lệnh."));
    return;
  }
  const leaves = desk.escaping && (name === "Tab" || name === "Shift+Tab");
  if (!["Shift", "Control", "Alt", "Meta"].includes(event.key)) desk.escaping = false;
  if (leaves) {
    desk.leave(name === "Tab" ? "end" : "start");
    return; // the browser goes on from there
  }
  const keys = /^(?:cot|hang)\//u.test(caret.field) ? CELL_KEYS : LINE_KEYS;
  const act = keys[name] ?? KEYS[name];
  if (act && act(desk, caret, event.target) !== false) event.preventDefault();
}

function nameOf(event) {
  const command = event.ctrlKey || event.metaKey;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const held = [command && "Ctrl", event.altKey && "Alt", event.shiftKey && "Shift"];
  return [...held.filter(Boolean), key].join("+");
}

const KEYS = {
  "Ctrl+z": (desk) => desk.history("undo"),
  "Ctrl+y": (desk) => desk.history("redo"),
  "Ctrl+Shift+z": (desk) => desk.history("redo"),
  "Ctrl+b": (desk) => desk.emphasise("**"),
  "Ctrl+i": (desk) => desk.emphasise("*"),
  "Alt+ArrowUp": (desk, caret) => desk.apply(move(desk.tree(), caret, -1)),
  "Alt+ArrowDown": (desk, caret) => desk.apply(move(desk.tree(), caret, 1)),
  "Alt+F10": (desk) => desk.toolbar.focus(),
  ArrowUp: (desk, caret, area) => vertical(desk, area, -1),
  ArrowDown: (desk, caret, area) => vertical(desk, area, 1),
  ArrowLeft: (desk, caret, area) => sideways(desk, caret, area, -1),
  ArrowRight: (desk, caret, area) => sideways(desk, caret, area, 1),
};

const LINE_KEYS = {
  Tab: (desk, caret) => desk.apply(indent(desk.tree(), caret)),
  "Shift+Tab": (desk, caret) => desk.apply(outdent(desk.tree(), caret)),
  Enter: (desk, caret) => desk.apply(split(desk.tree(), caret)),
  "Shift+Enter": (desk, caret) => desk.apply(addParagraph(desk.tree(), caret)),
  Backspace: (desk, caret) => caret.end === 0 && applied(desk, backspace(desk.tree(), caret)),
  Delete: (desk, caret, area) =>
    caret.start === area.value.length && applied(desk, deleteForward(desk.tree(), caret)),
};

const CELL_KEYS = {
  Tab: (desk, caret) => desk.apply(toCell(desk.tree(), caret, "next")),
  "Shift+Tab": (desk, caret, area) => {
    const change = toCell(desk.tree(), caret, "previous");
    if (change) desk.apply(change);
    else goTo(desk, desk.lines.neighbour(area, -1), "end");
  },
  Enter: (desk, caret) => desk.apply(toCell(desk.tree(), caret, "down")),
};

function applied(desk, change) {
  if (change) desk.apply(change);
  return Boolean(change);
}

/** Let the browser move the caret; where it cannot, go to the line above or below. */
function vertical(desk, area, step) {
  const { selectionStart: start, selectionEnd: end } = area;
  if (start !== end) return false;
  if (area.clientHeight < 2 * parseFloat(getComputedStyle(area).lineHeight)) {
    const other = desk.lines.neighbour(area, step);
    if (!other) return false;
    goTo(desk, other, start);
    return true;
  }
  setTimeout(() => {
    const stuck = area.selectionStart === start && area.selectionEnd === end;
    if (stuck) goTo(desk, desk.lines.neighbour(area, step), step < 0 ? "end" : 0);
  });
  return false;
}

function sideways(desk, caret, area, step) {
  const edge = step < 0 ? 0 : area.value.length;
  if (caret.start !== edge || caret.end !== edge) return false;
  const other = desk.lines.neighbour(area, step);
  goTo(desk, other, step < 0 ? "end" : 0);
  return Boolean(other);
}

function goTo(desk, area, at) {
  if (!area) return;
  const place = at === "end" ? area.value.length : Math.min(at, area.value.length);
  area.focus();
  area.setSelectionRange(place, place);
}

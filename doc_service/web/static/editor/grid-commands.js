/** What a grid can be told to do, by key, button or clipboard; each change is one step to undo. */

import { clear, fillDown, paste, textsOf } from "./grid-blocks.js";
import { readBlock, writeHtml, writeTsv } from "./grid-clipboard.js";
import { read, shown } from "./grid-values.js";
import { t } from "../words.js";

/** Commands by name: the keys of `grid-keys.js` and the buttons of `grid-toolbar.js` say them. */
export class Commands {
  #grid;
  #isLeaving = false;
  /** The column in which a run of Tab began, "" outside one. */
  #tabStart = "";

  /**
   * @param {object} grid The parts of a grid: `columns`, `byName`, `group`, `maxRows`, `rows`,
   *   `history`, `selection`, `editor`, `say(text)`, `refresh()` and `changed()`.
   */
  constructor(grid) {
    this.#grid = grid;
  }

  #now() {
    const { rows, selection } = this.#grid;
    return { rows: rows.all(), active: selection.active, anchor: selection.anchor };
  }

  /** Do a change as one step; a change of nothing is no step. */
  change(act) {
    const { rows, history, refresh, changed } = this.#grid;
    const before = this.#now();
    act(rows);
    if (sameRows(before.rows, rows.all())) {
      rows.restore(before.rows);
      return;
    }
    history.record(before);
    refresh();
    changed();
  }

  #travel(direction) {
    const { rows, history, selection, editor, refresh, changed } = this.#grid;
    editor.commit();
    const to = history[direction](this.#now());
    if (!to) return;
    rows.restore(to.rows);
    refresh();
    if (to.active) selection.select(to.active, to.anchor);
    changed();
  }

  undo() {
    this.#travel("undo");
  }

  redo() {
    this.#travel("redo");
  }

  /** The value a text stands for in a cell; what it was where the text says the same. */
  valueOf({ key, name }, text) {
    const { byName, rows, group } = this.#grid;
    const column = byName.get(name);
    const old = rows.find(key)?.values[name];
    if (text === shown(column, old)) return old;
    const value = read(column, text);
    // A row keeps its group: without one it would have no place.
    return value === undefined && name === group ? old : value;
  }

  /** Give the active cell a text. */
  type(text) {
    const { selection } = this.#grid;
    const place = selection.active;
    const value = this.valueOf(place, text);
    this.change((rows) => rows.write([{ ...place, value }]));
    selection.select(place);
  }

  edit() {
    this.#grid.editor.open();
  }

  replace() {
    this.#grid.editor.open("");
  }

  newLine() {
    const { byName, selection, editor } = this.#grid;
    if (byName.get(selection.active.name).multiline) editor.newLine();
  }

  cancel() {
    this.#grid.editor.cancel();
  }

  commitDown() {
    this.#leaveCell(1);
  }

  commitUp() {
    this.#leaveCell(-1);
  }

  up() {
    this.#step(0, -1);
  }

  /** The next Tab leaves the grid: a keyboard must not be caught in it. */
  release() {
    this.#isLeaving = true;
    this.#grid.say(t("Bấm Tab để ra khỏi bảng."));
  }

  clear() {
    const { selection, group } = this.#grid;
    this.change((rows) => clear(rows, selection.block(), group));
  }

  fillDown() {
    this.change((rows) => fillDown(rows, this.#grid.selection.block()));
  }

  selectAll() {
    this.#grid.selection.selectAll();
  }

  selectRows() {
    const { keys } = this.#grid.selection.block();
    this.#grid.selection.selectRows(keys.at(-1), keys[0]);
  }

  moveUp() {
    this.#moveRows(-1);
  }

  moveDown() {
    this.#moveRows(1);
  }

  addRow() {
    const { editor, selection } = this.#grid;
    editor.commit();
    const { key, name } = selection.active;
    let added = [];
    this.change((rows) => (added = rows.insert(key, 1)));
    selection.select({ key: added[0], name });
  }

  removeRows() {
    const { editor, rows, selection, say } = this.#grid;
    editor.commit();
    const { keys } = selection.block();
    const count = keys.filter((key) => !rows.isEmpty(rows.find(key))).length;
    this.change(() => rows.remove(keys));
    selection.select(selection.active);
    if (count) say(t("Đã xóa %(n)s dòng. Bấm Ctrl+Z để lấy lại.", { n: count }));
  }

  /** @param {DataTransfer} data */
  copy(data) {
    const { rows, columns, selection } = this.#grid;
    const texts = textsOf(rows, columns, selection.block());
    data.setData("text/plain", writeTsv(texts));
    data.setData("text/html", writeHtml(texts));
  }

  /** @param {DataTransfer} data */
  cut(data) {
    this.copy(data);
    this.clear();
  }

  /** @param {DataTransfer} data */
  paste(data) {
    const { columns, selection, maxRows, say } = this.#grid;
    const texts = readBlock(data);
    if (!texts.length) return;
    let written;
    this.change((rows) => (written = paste(rows, columns, selection.block(), texts)));
    const { keys, names, left } = written;
    if (keys.length) {
      selection.select({ key: keys[0], name: names[0] }, { key: keys.at(-1), name: names.at(-1) });
    }
    if (left > 0) {
      const counts = { most: maxRows, left };
      say(t("Bảng nhận tối đa %(most)s dòng; còn %(left)s dòng không dán được.", counts));
    } else if (texts.length > 1) say(t("Đã dán %(n)s dòng.", { n: texts.length }));
  }

  /** Run what a key asked for; false where the browser should do its own. */
  obey({ command, move, extend, tab }) {
    const wasLeaving = this.#isLeaving;
    this.#isLeaving = false;
    if (tab) return !wasLeaving && this.#tabOn(tab);
    if (move) {
      this.#grid.editor.commit();
      this.#step(move[0], move[1], extend);
    } else this[command]();
    return true;
  }

  #tabOn(direction) {
    const { editor, selection } = this.#grid;
    editor.commit();
    this.#tabStart ||= selection.active.name;
    return selection.tab(direction);
  }

  #step(across, down, extend = false) {
    this.#tabStart = "";
    this.#grid.selection.move(across, down, extend);
  }

  /** Down from the column where a run of Tab began, as Excel does. */
  #leaveCell(down) {
    const { editor, selection } = this.#grid;
    editor.commit();
    const { key, name } = selection.active;
    if (down > 0) selection.select({ key, name: this.#tabStart || name });
    this.#step(0, down);
  }

  #moveRows(step) {
    const { editor, selection } = this.#grid;
    editor.commit();
    const { active, anchor } = this.#now();
    this.change((rows) => rows.move(selection.block().keys, step));
    selection.select(active, anchor);
  }
}

function sameRows(before, after) {
  if (before === after) return true;
  return before.length === after.length && before.every((row, at) => isSame(row, after[at]));
}

function isSame(one, other) {
  if (one === other || one.values === other.values) return one.key === other.key;
  const names = new Set([...Object.keys(one.values), ...Object.keys(other.values)]);
  const isKept = (name) => one.values[name] === other.values[name];
  return one.key === other.key && [...names].every(isKept);
}

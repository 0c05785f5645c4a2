/**
 * The grid: rows of a form, edited as in a spreadsheet.
 *
 * @typedef {{row: number, column: string, message: string, severity: "error" | "warning"}} Mark
 * @typedef {import("./grid-values.js").Column} Column
 */

import { Commands } from "./grid-commands.js";
import { Editor } from "./grid-editor.js";
import { createHistory } from "./grid-history.js";
import { readKey } from "./grid-keys.js";
import { Marks } from "./grid-marks.js";
import { Rows } from "./grid-rows.js";
import { followMouse, Selection } from "./grid-selection.js";
import { NUMBER, Table } from "./grid-table.js";
import { createMessageLine, createToolbar } from "./grid-toolbar.js";
import { t } from "../words.js";

/**
 * @param {HTMLElement} host Emptied and filled.
 * @param {{columns: Column[], rows?: object[], group?: string, maxRows?: number, label: string,
 *   onChange?: function(object[]): void}} options `onChange` is called at most once a frame, with a
 *   text still being typed counted in.
 * @returns {{rows: function(): object[], setRows: function(object[]): void,
 *   mark: function(Mark[]): void, focus: function(number, string): void,
 *   destroy: function(): void}}
 *   `row` in `mark` and `focus` counts in what `rows()` or `onChange` gave last.
 */
export function createGrid(host, options) {
  const grid = new Grid(host, options);
  return {
    rows: () => grid.output(),
    setRows: (rows) => grid.setRows(rows),
    mark: (problems) => grid.mark(problems),
    focus: (row, column) => grid.focus(row, column),
    destroy: () => grid.destroy(),
  };
}

class Grid {
  /** A text being typed and not yet in the rows. */
  #pending = null;
  #frameAsked = 0;

  constructor(host, { columns, label, group = "", maxRows = Infinity, rows = [], onChange }) {
    const { id, frame, table, toolbar } = buildParts(host);
    this.host = host;
    this.columns = columns;
    this.byName = new Map(columns.map((column) => [column.name, column]));
    this.group = group;
    this.maxRows = maxRows;
    this.onChange = onChange ?? (() => {});
    this.rows = new Rows({ columns, group, maxRows });
    this.rows.load(rows);
    this.history = createHistory();
    this.marks = new Marks(this.rows);
    this.#makeFace({ id, frame, table, label });
    this.line = createMessageLine(host, `${id}-message`);
    this.commands = new Commands(this);
    this.toolbar = createToolbar(toolbar, { run: (...asked) => this.#press(...asked) });
    this.#listen(frame, table, id);
    this.refresh();
  }

  #makeFace({ id, frame, table, label }) {
    this.table = new Table(table, {
      columns: this.columns,
      label,
      id,
      decorate: (element, key, name) => {
        if (name !== NUMBER) paintCell(element, this.selection.stateOf(key, name));
        this.marks.paint(element, key, name);
      },
      onBuilt: () => this.#onBuilt(),
    });
    this.selection = new Selection({
      names: this.columns.map((column) => column.name),
      paint: (key, name, state) => paintCell(this.table.cell(key, name), state),
      onMove: () => this.#showActive(),
    });
    this.editor = new Editor(frame, {
      id,
      subject: () => this.#subject(),
      onCommit: (text) => {
        this.#pending = null;
        this.commands.type(text);
      },
      onTyping: (text) => this.#onTyping(text),
      onKey: (event, state) => {
        const asked = readKey(event, state);
        if (asked && this.commands.obey(asked)) event.preventDefault();
      },
    });
  }

  #listen(frame, table, id) {
    const { box } = this.editor;
    box.setAttribute("aria-describedby", `${id}-message ${id}-message-hint`);
    box.addEventListener("focus", () => this.#showActive());
    for (const kind of ["copy", "cut", "paste"]) {
      box.addEventListener(kind, (event) => {
        if (this.editor.isEditing) return;
        event.preventDefault();
        this.commands[kind](event.clipboardData);
      });
    }
    followMouse(table, this.selection, {
      rowColumn: NUMBER,
      onPress: () => {
        this.editor.commit();
        this.editor.focus();
      },
      onOpen: () => this.commands.edit(),
    });
    this.resizing = new ResizeObserver(() => this.editor.place());
    this.resizing.observe(frame);
  }

  #onBuilt() {
    const { scroller } = this.table;
    scroller.addEventListener("scroll", () => this.editor.place(), { passive: true });
    // Focus goes on to the cells, save backwards out of them.
    scroller.addEventListener("focus", (event) => {
      if (event.relatedTarget !== this.editor.box) this.editor.focus();
    });
    scroller.addEventListener("keydown", (event) => {
      if (event.key !== "Tab" && event.key !== "Shift") this.editor.focus();
    });
    this.editor.place();
    this.editor.describe();
  }

  #press(command, byKeyboard) {
    // A press of the mouse goes on to the cells; whoever pressed by key stays at the button.
    if (!byKeyboard) this.editor.focus();
    this.commands[command]();
  }

  #subject() {
    const { active } = this.selection;
    if (!active) return { column: undefined, value: undefined, cell: undefined };
    return {
      column: this.byName.get(active.name),
      value: this.rows.find(active.key)?.values[active.name],
      cell: this.table.cell(active.key, active.name),
    };
  }

  #showActive() {
    const { active } = this.selection;
    this.table.reveal(active.key, active.name);
    this.editor.place();
    this.editor.describe();
    this.#showProblems();
  }

  #showProblems() {
    const { active } = this.selection;
    this.line.show(...this.marks.lineOf(active.key, active.name));
  }

  #onTyping(text) {
    const { active } = this.selection;
    const before = this.#pending;
    const values = text === null ? null : { [active.name]: this.commands.valueOf(active, text) };
    this.#pending = values && { key: active.key, values };
    if (before || values) this.changed();
  }

  say = (text) => this.line.say(text);

  refresh = () => {
    this.table.show(linesOf(this.rows));
    this.selection.setKeys(this.rows.all().map((row) => row.key));
    this.toolbar.enable("undo", this.history.canUndo());
    this.toolbar.enable("redo", this.history.canRedo());
    this.toolbar.enable("addRow", this.rows.room() > 0);
    this.editor.place();
    this.editor.describe();
  };

  /** Tell of a change at the next frame, once however many there were. */
  changed = () => {
    this.#frameAsked ||= requestAnimationFrame(() => {
      this.#frameAsked = 0;
      this.onChange(this.output());
    });
  };

  output() {
    return this.rows.output(this.#pending);
  }

  setRows(objects) {
    if (this.editor.isEditing) this.editor.cancel();
    this.commands.change((rows) => rows.load(objects));
    this.mark([]);
  }

  mark(problems) {
    this.marks.set(problems);
    this.table.eachCell((element, key, name) => this.marks.paint(element, key, name));
    this.#showProblems();
  }

  focus(row, column) {
    const key = this.rows.keyAt(row);
    if (key === undefined) return;
    this.editor.focus();
    this.selection.select({ key, name: this.byName.has(column) ? column : this.columns[0].name });
  }

  destroy() {
    this.editor.commit();
    if (this.#frameAsked) {
      cancelAnimationFrame(this.#frameAsked);
      this.onChange(this.output());
    }
    this.resizing.disconnect();
    this.table.destroy();
    this.host.replaceChildren();
    this.host.classList.remove("grid");
  }
}

/** Lines for the table: headings of groups, and rows numbered as data. */
function linesOf(rows) {
  const lines = [];
  let number = 0;
  let section = -1;
  const heads = rows.sections.map((choice) => choice.label);
  for (const row of rows.all()) {
    const at = rows.sectionOf(row);
    while (rows.sections.length && section < at) {
      section += 1;
      lines.push({ id: `g${section}`, heading: heads[section] ?? t("Chưa xếp nhóm") });
    }
    const isData = !rows.isEmpty(row);
    if (isData) number += 1;
    const { key, values } = row;
    lines.push({ id: `r${key}`, key, values, number: isData ? String(number) : "" });
  }
  return lines;
}

function paintCell(element, state) {
  if (!element) return;
  element.classList.toggle("is-selected", state !== "");
  element.classList.toggle("is-active", state === "active");
  element.setAttribute("aria-selected", String(state !== ""));
}

function buildParts(host) {
  const id = `grid-${crypto.getRandomValues(new Uint32Array(1))[0].toString(36)}`;
  const part = (className, parent) => {
    const element = document.createElement("div");
    element.className = className;
    parent.append(element);
    return element;
  };
  host.replaceChildren();
  host.classList.add("grid");
  const toolbar = part("", host);
  const frame = part("grid-frame", host);
  const table = part("grid-table", frame);
  table.id = `${id}-table`;
  return { id, toolbar, frame, table };
}

/**
 * The table a grid is drawn with: Tabulator lays out headers, widths and the rows in view; what a
 * cell holds comes from the grid. Nothing else of the grid knows Tabulator.
 */

import {
  FormatModule,
  FrozenColumnsModule,
  ResizeColumnsModule,
  ResizeTableModule,
  Tabulator,
} from "../vendor/tabulator/tabulator_esm.min.js";
import { shown } from "./grid-values.js";
import { worded } from "../sentences.js";
import { t } from "../words.js";

/** Name of the column that numbers the rows. */
export const NUMBER = "#";
/** By kind: the least width in pixels, and its share of what is left. */
const WIDTHS = {
  integer: [80, 1],
  date: [110, 1],
  time: [80, 1],
  choice: [140, 2],
  text: [140, 3],
};
const MODULES = [FormatModule, FrozenColumnsModule, ResizeColumnsModule, ResizeTableModule];
/** So many lines are put in or taken out one by one; more are quicker drawn anew. */
const FEW = 8;

/**
 * One line of the table: a heading or a row; `number` is "" for a row that is not data yet.
 *
 * @typedef {{id: string, key?: number, values?: Object<string, *>, number?: string,
 *   heading?: string}} Line
 */

/** The table, line by line. */
export class Table {
  #host;
  #id;
  #columns;
  #decorate;
  #tabulator;
  #isBuilt = false;
  #lines = [];
  #byId = new Map();
  /** Elements of the cells drawn so far: by row key, then by column name. */
  #drawn = new Map();

  /**
   * @param {HTMLElement} host
   * @param {{columns: Column[], label: string, id: string, decorate: function, onBuilt: function}}
   *   options `decorate(element, key, name)` is called for each cell when it is drawn.
   */
  constructor(host, { columns, label, id, decorate, onBuilt }) {
    this.#host = host;
    this.#id = id;
    this.#columns = new Map(columns.map((column) => [column.name, column]));
    this.#decorate = decorate;
    this.#tabulator = this.#build(columns);
    this.#tabulator.on("tableBuilt", () => {
      this.#isBuilt = true;
      host.setAttribute("aria-label", label);
      host.setAttribute("aria-multiselectable", "true");
      // A part that scrolls must be reached by keyboard; the rows then belong to it.
      this.scroller.setAttribute("role", "rowgroup");
      this.scroller.firstElementChild.setAttribute("role", "none");
      this.#replaceAll();
      onBuilt();
    });
  }

  #build(columns) {
    Tabulator.registerModule(MODULES);
    const draw = (cell, name) => this.#draw(cell, name);
    return new Tabulator(this.#host, {
      data: [],
      columns: [numberColumn(draw), ...columns.map((column) => tableColumn(column, draw))],
      columnDefaults: { resizable: "header" },
      layout: "fitColumns",
      maxHeight: "min(70vh, 42rem)",
      nestedFieldSeparator: false,
      rowFormatter: (row) => drawLine(row.getElement(), this.#byId.get(row.getData().id), columns),
    });
  }

  get scroller() {
    return this.#host.querySelector(".tabulator-tableholder");
  }

  cell(key, name) {
    return this.#drawn.get(key)?.get(name);
  }

  /** @param {function(HTMLElement, number, string): void} visit */
  eachCell(visit) {
    for (const [key, cells] of this.#drawn) {
      for (const [name, element] of cells) visit(element, key, name);
    }
  }

  #draw(cell, name) {
    const line = this.#byId.get(cell.getData().id);
    const element = cell.getElement();
    if (!line || line.heading !== undefined) return document.createTextNode("");
    element.dataset.key = line.key;
    element.dataset.column = name;
    element.id = `${this.#id}-${line.key}-${name}`;
    if (name === NUMBER) element.setAttribute("role", "rowheader");
    else if (this.#columns.get(name).kind === "text") element.lang = "vi";
    if (!this.#drawn.has(line.key)) this.#drawn.set(line.key, new Map());
    this.#drawn.get(line.key).set(name, element);
    this.#decorate(element, line.key, name);
    return document.createTextNode(this.#textOf(line, name));
  }

  #textOf(line, name) {
    return name === NUMBER ? line.number : shown(this.#columns.get(name), line.values[name]);
  }

  /** Show other lines; rows that are still there keep their elements where that is quicker. */
  show(next) {
    const [old, before] = [this.#lines, this.#byId];
    this.#lines = next;
    this.#byId = new Map(next.map((line) => [line.id, line]));
    if (!this.#isBuilt) return;
    const { gone, fresh, after } = difference(old, next);
    if (!old.length || gone.length + fresh.length > FEW) {
      this.#replaceAll();
      return;
    }
    for (const line of gone) {
      this.#drawn.delete(line.key);
      this.#tabulator.deleteRow(line.id);
    }
    let beside = after;
    for (const { id } of fresh) {
      this.#tabulator.addRow({ id }, !beside, beside);
      beside = id;
    }
    this.#redraw(before);
  }

  #replaceAll() {
    this.#drawn.clear();
    const { scroller } = this;
    const { scrollTop, scrollLeft } = scroller;
    this.#tabulator.rowManager.setData(this.#lines.map(({ id }) => ({ id })));
    scroller.scrollTop = scrollTop;
    scroller.scrollLeft = scrollLeft;
  }

  /** Write again what changed in rows that stay where they were. */
  #redraw(before) {
    for (const line of this.#lines) {
      const cells = this.#drawn.get(line.key);
      const old = before.get(line.id);
      if (!cells || !old || (old.values === line.values && old.number === line.number)) continue;
      for (const [name, element] of cells) {
        const text = this.#textOf(line, name);
        if (element.textContent !== text) element.textContent = text;
      }
      cells.get(NUMBER).parentElement.classList.toggle("grid-blank", line.number === "");
      if (old.values !== line.values) this.#row(line.key).normalizeHeight(true);
    }
  }

  #row(key) {
    return this.#tabulator.rowManager.findRow(`r${key}`);
  }

  /** Scroll so far that a cell is seen. */
  reveal(key, name) {
    if (!this.#isBuilt) return;
    const row = this.#row(key);
    if (row && !row.getElement().isConnected) {
      this.#tabulator.rowManager.scrollToRow(row, "center", false);
    }
    const element = this.cell(key, name);
    if (element) scrollIntoSight(this.scroller, element, this.cell(key, NUMBER));
  }

  destroy() {
    this.#tabulator.destroy();
  }
}

/** What went and what came between two lists, from the first line that differs to the last. */
function difference(old, next) {
  let start = 0;
  while (start < old.length && start < next.length && old[start].id === next[start].id) start += 1;
  let end = 0;
  const most = Math.min(old.length, next.length) - start;
  while (end < most && old.at(-1 - end).id === next.at(-1 - end).id) end += 1;
  return {
    gone: old.slice(start, old.length - end),
    fresh: next.slice(start, next.length - end),
    after: next[start - 1]?.id,
  };
}

function numberColumn(draw) {
  return {
    title: "",
    field: NUMBER,
    width: 48,
    frozen: true,
    resizable: false,
    cssClass: "grid-number",
    titleFormatter: () => header({ label: t("STT") }),
    formatter: (cell) => draw(cell, NUMBER),
  };
}

function tableColumn(column, draw) {
  const [minWidth, widthGrow] = WIDTHS[column.kind] ?? WIDTHS.text;
  const isLong = column.kind === "text" && (column.multiline || (column.maxLength ?? 0) > 60);
  return {
    title: "",
    field: column.name,
    minWidth: isLong ? 220 : minWidth,
    widthGrow: isLong ? 5 : widthGrow,
    cssClass: `grid-${column.kind}`,
    titleFormatter: () => header(column),
    formatter: (cell) => draw(cell, column.name),
  };
}

function header(column) {
  const element = document.createElement("span");
  element.className = "grid-header";
  element.append(...worded(column.label));
  if (column.help) element.title = column.help;
  if (column.required) {
    const star = document.createElement("abbr");
    star.title = t("bắt buộc");
    star.textContent = "*";
    element.append(" ", star);
  }
  return element;
}

/** What a line is beyond its cells: a heading over all columns, or a row not yet data. */
function drawLine(element, line, columns) {
  if (line?.heading === undefined) {
    element.classList.toggle("grid-blank", line?.number === "");
    return;
  }
  element.classList.add("grid-heading");
  const heading = document.createElement("div");
  heading.setAttribute("role", "rowheader");
  heading.setAttribute("aria-colspan", columns.length + 1);
  const label = document.createElement("span");
  label.textContent = line.heading;
  heading.append(label);
  element.replaceChildren(heading);
}

/** Scroll a box just enough for an element to be seen beside the frozen column. */
function scrollIntoSight(box, element, frozen) {
  const { top, bottom, left, right } = element.getBoundingClientRect();
  const view = box.getBoundingClientRect();
  const start = view.left + (frozen?.offsetWidth ?? 0);
  if (top < view.top) box.scrollTop -= view.top - top;
  else if (bottom > view.top + box.clientHeight) {
    box.scrollTop += Math.min(bottom - view.top - box.clientHeight, top - view.top);
  }
  if (left < start) box.scrollLeft -= start - left;
  else if (right > view.left + box.clientWidth) {
    box.scrollLeft += Math.min(right - view.left - box.clientWidth, left - start);
  }
}

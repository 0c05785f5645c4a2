/** The list a choice cell is edited with: it narrows as one types, without diacritics. */

import { worded } from "../sentences.js";
import { matching } from "./grid-values.js";

/** A listbox under the cell being edited. */
export class ChoiceList {
  #list = document.createElement("ul");
  #id;
  #onPoint;
  #all = [];
  #found = [];
  #at = -1;

  /**
   * @param {HTMLElement} frame What the list is placed in.
   * @param {{id: string, onPick: function(Choice): void, onPoint: function(string): void}} options
   *   `onPoint` gets the id of the option pointed at, "" for none.
   */
  constructor(frame, { id, onPick, onPoint }) {
    this.#id = id;
    this.#onPoint = onPoint;
    const list = this.#list;
    list.className = "grid-choices";
    list.id = id;
    list.setAttribute("role", "listbox");
    list.hidden = true;
    frame.append(list);
    list.addEventListener("mousedown", (event) => {
      event.preventDefault();
      const index = [...list.children].indexOf(event.target.closest("li"));
      if (index >= 0) onPick(this.#found[index]);
    });
  }

  get isOpen() {
    return !this.#list.hidden;
  }

  /** The choice pointed at. */
  get pointed() {
    return this.isOpen ? this.#found[this.#at] : undefined;
  }

  #point(next) {
    this.#at = next;
    [...this.#list.children].forEach((option, index) => {
      option.setAttribute("aria-selected", String(index === next));
      if (index === next) option.scrollIntoView({ block: "nearest" });
    });
    this.#onPoint(next < 0 ? "" : `${this.#id}-${next}`);
  }

  #fill(found) {
    this.#found = found;
    this.#list.hidden = !found.length;
    const options = found.map((choice, index) => {
      const option = document.createElement("li");
      option.id = `${this.#id}-${index}`;
      option.setAttribute("role", "option");
      option.append(...worded(choice.label));
      return option;
    });
    this.#list.replaceChildren(...options);
  }

  /**
   * @param {Column} column
   * @param {*} current The code of the choice the cell holds.
   */
  open(column, current) {
    this.#all = column.choices ?? [];
    this.#list.setAttribute("aria-label", column.label);
    this.#fill(this.#all);
    this.#point(this.#all.findIndex((choice) => choice.code === current));
  }

  close() {
    this.#fill([]);
    this.#at = -1;
  }

  /** Keep the choices a text may mean; the first is pointed at. */
  narrow(text) {
    this.#fill(matching(this.#all, text));
    this.#point(text.trim() && this.#found.length ? 0 : -1);
  }

  move(step) {
    const count = this.#found.length;
    const from = this.#at < 0 && step < 0 ? 0 : this.#at;
    if (count) this.#point((from + step + count) % count);
  }

  /** Under the cell, or over it where there is no room below. */
  place(cell, box) {
    const { offsetHeight, offsetWidth, style } = this.#list;
    const isAbove = cell.bottom + offsetHeight > window.innerHeight && cell.top > offsetHeight;
    style.left = `${Math.max(0, Math.min(cell.left - box.left, box.width - offsetWidth))}px`;
    style.top = `${(isAbove ? cell.top - offsetHeight : cell.bottom) - box.top}px`;
    style.minWidth = `${cell.width}px`;
  }
}

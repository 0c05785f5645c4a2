/** What is wrong in a grid, cell by cell, kept with the rows as they move. */

import { brief } from "../sentences.js";
import { NUMBER } from "./grid-table.js";

/** The problems of one grid. */
export class Marks {
  #rows;
  #byCell = new Map();

  /** @param {import("./grid-rows.js").Rows} rows */
  constructor(rows) {
    this.#rows = rows;
  }

  #at(key, name) {
    return this.#byCell.get(`${key} ${name}`) ?? [];
  }

  /** Take the problems of the last output; those before are forgotten. */
  set(problems) {
    this.#byCell = new Map();
    for (const mark of problems) {
      const id = `${this.#rows.keyAt(mark.row)} ${mark.column}`;
      this.#byCell.set(id, [...(this.#byCell.get(id) ?? []), mark]);
    }
  }

  /** The problems of a cell, its own and its row's, and how grave they are. */
  lineOf(key, name) {
    const found = [...this.#at(key, name), ...this.#at(key, "")];
    const severity = found.some((mark) => mark.severity === "error") ? "error" : "warning";
    return [found, found.length ? severity : ""];
  }

  paint(element, key, name) {
    const found = this.#at(key, name === NUMBER ? "" : name);
    const isWrong = found.some((mark) => mark.severity === "error");
    element.classList.toggle("is-wrong", isWrong);
    element.classList.toggle("is-doubtful", found.length > 0 && !isWrong);
    element.title = found.map(brief).join("\n");
    if (isWrong && name !== NUMBER) element.setAttribute("aria-invalid", "true");
    else element.removeAttribute("aria-invalid");
  }
}

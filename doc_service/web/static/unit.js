// Rows of the unit's page: added, removed and moved; without this script the spare rows serve.
import { t } from "./words.js";

/**
 * Let the rows of a list be added, removed and moved.
 * @param {HTMLElement} section holds `[data-list]`, `template[data-blank]` and `[data-add]`
 */
export function createRows(section) {
  const list = section.querySelector("[data-list]");
  const blank = section.querySelector("template[data-blank]");
  const add = section.querySelector("[data-add]");
  if (!blank || !add) return;
  let next = 1000;

  const rows = () => [...list.querySelectorAll("[data-row]")];

  const mark = () => {
    rows().forEach((row, at, all) => {
      row.querySelector("legend").textContent = t("Dòng %(n)s", { n: at + 1 });
      row.querySelector("[data-up]").disabled = at === 0;
      row.querySelector("[data-down]").disabled = at === all.length - 1;
    });
  };

  const prepare = (row) => {
    const bar = document.createElement("p");
    bar.className = "row-bar";
    const moves = [
      ["data-up", t("Lên"), () => move(row, -1)],
      ["data-down", t("Xuống"), () => move(row, 1)],
      ["data-away", t("Bỏ dòng này"), () => remove(row)],
    ];
    for (const [name, text, act] of moves) bar.append(button(name, text, act));
    row.append(bar);
  };

  const move = (row, by) => {
    const all = rows();
    const other = all[all.indexOf(row) + by];
    if (!other) return;
    if (by < 0) other.before(row);
    else other.after(row);
    mark();
    const again = row.querySelector(by < 0 ? "[data-up]" : "[data-down]");
    (again.disabled ? row.querySelector("[data-away]") : again).focus();
  };

  const remove = (row) => {
    const all = rows();
    const other = all[all.indexOf(row) + 1] || all[all.indexOf(row) - 1];
    row.remove();
    mark();
    (other ? other.querySelector("input, select") : add).focus();
  };

  const append = () => {
    const row = blank.content.firstElementChild.cloneNode(true);
    renumber(row, (next += 1));
    list.append(row);
    prepare(row);
    mark();
    return row;
  };

  // the spare rows are for pages without scripts; one stays where there is nothing else
  for (const row of rows().reverse()) {
    if (rows().length > 1 && isBlank(row)) row.remove();
  }
  rows().forEach(prepare);
  mark();
  add.hidden = false;
  add.addEventListener("click", () => append().querySelector("input, select").focus());
}

function button(name, text, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "btn-plain";
  made.setAttribute(name, "");
  made.textContent = text;
  made.addEventListener("click", act);
  return made;
}

function isBlank(row) {
  return [...row.querySelectorAll("input, select")].every((one) => !one.value.trim());
}

/** Give the inputs of a new row names of their own; the order of rows is that of the page. */
function renumber(row, number) {
  for (const name of ["id", "name", "for", "aria-describedby"]) {
    for (const one of row.querySelectorAll(`[${name}]`)) {
      one.setAttribute(name, one.getAttribute(name).replaceAll(".9999.", `.${number}.`));
    }
  }
}

for (const section of document.querySelectorAll("[data-rows]")) createRows(section);

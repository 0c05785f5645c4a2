// Rows of a form in the grid: what the grid shows, and which of it are data.
import { tell, worded } from "../sentences.js";
import { createGrid } from "./grid.js";
import { idOf, make } from "./elements.js";
import { isBlank, same } from "./pointers.js";

/** The control of rows. */
export function createRows(field, pointer, { value, onChange }) {
  const id = idOf(pointer);
  const host = make("div", { id });
  const said = make("p.said", { hidden: true });
  const help = field.help && make("p.form-text", {}, ...worded(field.help));
  const heading = make("h3", { id: `${id}-label` }, ...worded(field.label));
  const element = make("div.field.is-wide", { role: "group", "aria-labelledby": `${id}-label` }, heading, help, host, said);
  let places = [];
  const report = (rows) => {
    const kept = rows.map((row, at) => ({ row, at })).filter(({ row }) => !isPresetOnly(field, row));
    places = kept.map(({ at }) => at);
    onChange(kept.map(({ row }) => row));
  };
  const grid = createGrid(host, {
    columns: field.fields,
    rows: withPreset(field, value || []),
    group: field.group || "",
    maxRows: field.maxRows,
    label: field.label,
    onChange: report,
  });
  places = placesOf(field, grid.rows());
  return {
    element,
    setValue(next) {
      const kept = grid.rows().filter((row) => !isPresetOnly(field, row));
      if (same(next || [], kept)) return;
      grid.setRows(withPreset(field, next || []));
      places = placesOf(field, grid.rows());
    },
    mark(problems) {
      const whole = problems.filter((one) => !one.rest.length);
      said.hidden = whole.length === 0;
      tell(said, whole);
      grid.mark(
        problems
          .filter((one) => one.rest.length)
          .map((one) => ({
            row: places[Number(one.rest[0])] ?? Number(one.rest[0]),
            column: one.rest[1] || "",
            message: one.message,
            said: one.said,
            severity: one.severity,
          })),
      );
    },
    focus(rest) {
      const row = Number(rest[0] ?? 0);
      const first = field.fields[0].name;
      host.scrollIntoView({ block: "nearest" });
      grid.focus(places[row] ?? row, rest[1] || first);
    },
  };
}

const placesOf = (field, rows) =>
  rows.flatMap((row, at) => (isPresetOnly(field, row) ? [] : [at]));

/** A row that holds only what was there before anybody typed is no data. */
function isPresetOnly(field, row) {
  if (!field.preset?.length) return false;
  return Object.keys(row).every((name) => field.preset.includes(name) || isBlank(row[name]));
}

/** The rows, and for a table of fixed lines also the lines that are still empty. */
function withPreset(field, rows) {
  if (!field.preset?.length) return rows;
  const columns = field.preset.map((name) => field.fields.find((one) => one.name === name));
  if (columns.some((one) => !one)) return rows;
  const lines = columns.reduce(
    (found, column) =>
      found.flatMap((line) =>
        column.choices.map((choice) => ({ ...line, [column.name]: choice.code })),
      ),
    [{}],
  );
  const isThere = (line) =>
    rows.some((row) => field.preset.every((name) => row[name] === line[name]));
  return [...rows, ...lines.filter((line) => !isThere(line))];
}

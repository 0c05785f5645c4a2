/** Changes of whole blocks of cells: paste, fill down, clear; each over the rows of a grid. */

import { printed, read } from "./grid-values.js";

/**
 * The texts of a block, as a clerk reads them.
 *
 * @param {import("./grid-rows.js").Rows} rows
 * @param {Column[]} columns
 * @param {{keys: number[], names: string[]}} block
 * @returns {string[][]}
 */
export function textsOf(rows, columns, { keys, names }) {
  const chosen = columns.filter((column) => names.includes(column.name));
  return keys.map((key) => {
    const { values } = rows.find(key);
    return chosen.map((column) => printed(column, values[column.name]));
  });
}

/**
 * Write texts from a block's first cell on, with rows added where they run out. One row or column
 * of texts, or a part that fits several times, fills the whole block.
 *
 * @param {object} rows
 * @param {Column[]} columns
 * @param {{keys: number[], names: string[]}} block
 * @param {string[][]} texts
 * @returns {{keys: number[], names: string[], left: number}} What was written; `left` rows found no
 *   room.
 */
export function paste(rows, columns, block, texts) {
  const width = Math.max(...texts.map((line) => line.length));
  const height = repeat(block.keys.length, texts.length);
  const first = columns.findIndex((column) => column.name === block.names[0]);
  const targets = columns.slice(first, first + repeat(block.names.length, width));
  const { keys, left } = rowsFor(rows, block.keys[0], height);
  const edits = keys.flatMap((key, down) => {
    const line = texts[down % texts.length];
    return targets.map((column, across) => ({
      key,
      name: column.name,
      value: read(column, line[across % width] ?? ""),
    }));
  });
  rows.write(edits);
  return { keys, names: targets.map((column) => column.name), left };
}

/** How much of a selection a pasted length fills. */
function repeat(selected, pasted) {
  return selected > pasted && selected % pasted === 0 ? selected : pasted;
}

/** `height` rows from a row on, in its group; new ones are added at the end of the group. */
function rowsFor(rows, start, height) {
  const all = rows.all();
  const at = all.findIndex((row) => row.key === start);
  const section = rows.sectionOf(all[at]);
  const below = all.slice(at).filter((row) => rows.sectionOf(row) === section);
  let room = rows.room();
  const keys = [];
  for (const row of below.slice(0, height)) {
    if (rows.isEmpty(row)) room -= 1;
    if (room < 0) return { keys, left: height - keys.length };
    keys.push(row.key);
  }
  const added = Math.min(height - keys.length, room);
  if (added > 0) keys.push(...rows.insert(below.at(-1).key, added));
  return { keys, left: height - keys.length };
}

/**
 * Copy a block's first row down over it; a single row takes what stands above it.
 */
export function fillDown(rows, { keys, names }) {
  const all = rows.all();
  const at = all.findIndex((row) => row.key === keys[0]);
  const source = keys.length > 1 ? all[at] : all[at - 1];
  if (!source) return;
  const targets = keys.length > 1 ? keys.slice(1) : keys;
  rows.write(
    targets.flatMap((key) => names.map((name) => ({ key, name, value: source.values[name] }))),
  );
}

/** Empty a block; the group stays, a row has its place by it. */
export function clear(rows, { keys, names }, group) {
  const emptied = names.filter((name) => name !== group);
  rows.write(keys.flatMap((key) => emptied.map((name) => ({ key, name, value: undefined }))));
}

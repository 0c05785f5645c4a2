/**
 * The rows of a grid, apart from any screen: each change makes a new list, so a step back is the
 * list before. A row is `{key, values}`, frozen; its key stays its own whatever happens around it.
 *
 * Rows of one group stand together; each group ends with an empty row to type into, and an empty
 * row is no data. A group's code alone does not make a row data: it only says where the row stands.
 *
 * @typedef {{key: number, values: Object<string, *>}} Row
 */

import { recognise } from "./grid-values.js";

/** Makes rows, each with a key of its own. */
function rowMaker() {
  let last = 0;
  return (values) => {
    last += 1;
    return Object.freeze({ key: last, values: Object.freeze({ ...values }) });
  };
}

/** The rows of one grid, and what can be done with them. */
export class Rows {
  #rules;
  #rows;
  /** Keys of the rows of the last output. */
  #printed;

  /** @param {{columns: Column[], group: string, maxRows: number}} shape */
  constructor({ columns, group, maxRows }) {
    this.sections = columns.find((column) => column.name === group)?.choices ?? [];
    this.#rules = { columns, group, maxRows, sections: this.sections, makeRow: rowMaker() };
    this.load([]);
  }

  /** Take a new list; the rows in `moved` go to the end of their group. */
  #put(next, moved) {
    this.#rows = arrange(this.#rules, next, moved);
  }

  all() {
    return this.#rows;
  }

  /** @param {Row[]} snapshot What `all()` once gave. */
  restore(snapshot) {
    this.#rows = snapshot;
  }

  find(key) {
    return this.#rows.find((row) => row.key === key);
  }

  /** Place of a row's group in `sections`; one past the last where it has none we know. */
  sectionOf(row) {
    return sectionOf(this.#rules, row);
  }

  isEmpty(row) {
    return isEmpty(this.#rules, row);
  }

  /** How many rows of data more it may hold. */
  room() {
    return this.#rules.maxRows - this.#rows.filter((row) => !this.isEmpty(row)).length;
  }

  /** Replace everything; `keyAt` counts in the list given until the next output. */
  load(objects) {
    const loaded = objects.map((values) => this.#rules.makeRow(known(this.#rules, values)));
    this.#printed = loaded.map((row) => row.key);
    this.#put(loaded);
  }

  /**
   * What the rows say, as plain objects; empty ones are left out.
   *
   * @param {{key: number, values: object} | null} pending A text still being typed.
   */
  output(pending) {
    const full = this.#rows
      .map((row) => (row.key === pending?.key ? withValues(row, pending.values) : row))
      .filter((row) => !this.isEmpty(row));
    this.#printed = full.map((row) => row.key);
    return full.map((row) => ({ ...row.values }));
  }

  /** The key of a row of the last output. */
  keyAt(index) {
    return this.#printed[index];
  }

  /** Write cells: `[{key, name, value}]`; a row given another group goes there. */
  write(edits) {
    const byKey = editsByRow(edits);
    const moved = new Set();
    const next = this.#rows.map((row) => {
      const changes = byKey.get(row.key);
      if (!changes) return row;
      const values = Object.fromEntries(changes.map(({ name, value }) => [name, value]));
      const written = withValues(row, values);
      if (this.sectionOf(written) !== this.sectionOf(row)) moved.add(row.key);
      return written;
    });
    this.#put(next, moved);
  }

  /** Put `count` empty rows after a row, in its group; their keys. */
  insert(key, count) {
    const { group, makeRow } = this.#rules;
    const at = this.#rows.findIndex((row) => row.key === key);
    const code = group ? this.#rows[at]?.values[group] : undefined;
    const fresh = Array.from({ length: count }, () => makeRow(code ? { [group]: code } : {}));
    this.#put(this.#rows.toSpliced(at + 1, 0, ...fresh));
    return fresh.map((row) => row.key);
  }

  remove(keys) {
    const gone = new Set(keys);
    this.#put(this.#rows.filter((row) => !gone.has(row.key)));
  }

  /**
   * Move rows of one group that stand together one place up (-1) or down (1); past the edge of the
   * group, into the next one. False where there is nowhere to go.
   */
  move(keys, step) {
    const next = moved(this.#rules, this.#rows, new Set(keys), step);
    if (next) this.#put(next);
    return Boolean(next);
  }
}

function editsByRow(edits) {
  const map = new Map();
  for (const edit of edits) map.set(edit.key, [...(map.get(edit.key) ?? []), edit]);
  return map;
}

/** Values without empty ones; a group's name is turned into its code. */
function known({ columns, group }, values) {
  const kept = Object.entries(values).filter(([, value]) => !isBlank(value));
  const found = Object.fromEntries(kept);
  if (group && found[group] !== undefined) {
    const choices = columns.find((column) => column.name === group)?.choices ?? [];
    found[group] = recognise(choices, String(found[group]))?.code ?? found[group];
  }
  return found;
}

function isBlank(value) {
  return value === undefined || value === null || value === "";
}

function withValues(row, values) {
  const kept = Object.entries({ ...row.values, ...values }).filter(([, value]) => !isBlank(value));
  return Object.freeze({ key: row.key, values: Object.freeze(Object.fromEntries(kept)) });
}

function isEmpty(rules, row) {
  const isPlace = (name) => name === rules.group && sectionOf(rules, row) < rules.sections.length;
  return Object.keys(row.values).every(isPlace);
}

function sectionOf({ sections, group }, row) {
  if (!sections.length) return 0;
  const at = sections.findIndex((choice) => choice.code === row.values[group]);
  return at < 0 ? sections.length : at;
}

function arrange(rules, rows, moved = new Set()) {
  const count = Math.max(rules.sections.length, 1);
  const buckets = Array.from({ length: count + 1 }, () => []);
  for (const row of rows) if (!moved.has(row.key)) buckets[sectionOf(rules, row)].push(row);
  for (const row of rows) {
    if (!moved.has(row.key)) continue;
    const bucket = buckets[sectionOf(rules, row)];
    const end = bucket.findLastIndex((other) => !isEmpty(rules, other)) + 1;
    bucket.splice(end, 0, row);
  }
  const full = buckets.flat().filter((row) => !isEmpty(rules, row)).length;
  buckets.slice(0, count).forEach((bucket, at) => {
    const code = rules.sections[at]?.code;
    const hasBlank = bucket.length && isEmpty(rules, bucket.at(-1));
    if (hasBlank || (full >= rules.maxRows && full)) return;
    bucket.push(rules.makeRow(code ? { [rules.group]: code } : {}));
  });
  return buckets.flat();
}

function moved(rules, rows, keys, step) {
  const first = rows.findIndex((row) => keys.has(row.key));
  const block = rows.slice(first, first + keys.size);
  const section = sectionOf(rules, block[0]);
  const inSection = (row) => sectionOf(rules, row) === section;
  if (!block.every((row) => keys.has(row.key) && inSection(row))) return null;
  const rest = rows.toSpliced(first, block.length);
  // The empty row a group ends with is its edge.
  const last = rows.findLast(inSection);
  const isEdge = (row) => !row || !inSection(row) || (row === last && isEmpty(rules, row));
  if (isEdge(block.at(-1)) && block.length === 1) return null;
  if (!isEdge(rows[step < 0 ? first - 1 : first + block.length])) {
    return rest.toSpliced(first + step, 0, ...block);
  }
  return sent(rules, rest, block, section + step, step);
}

/** Rows sent to the next group come first in it, those sent to the one before come last. */
function sent(rules, rest, block, section, step) {
  const target = rules.sections[section];
  if (!target) return null;
  const inTarget = (row) => sectionOf(rules, row) === section;
  const start = rest.findIndex(inTarget);
  const end = rest.findLastIndex((row) => inTarget(row) && !isEmpty(rules, row)) + 1;
  const at = step > 0 ? start : end || start;
  const changed = block.map((row) => withValues(row, { [rules.group]: target.code }));
  return rest.toSpliced(Math.max(at, 0), 0, ...changed);
}

// Two people in one draft: what only one of them changed is kept, what both changed is asked.
import { isBlank, same, valueAt, withValue } from "./pointers.js";

const isObject = (value) => value !== null && typeof value === "object" && !Array.isArray(value);

/**
 * Pointers at which two data differ; a list is one value unless it has as many rows in both.
 * @returns {string[]}
 */
export function differences(one, other, pointer = "") {
  if (same(one, other)) return [];
  const lists = Array.isArray(one) && Array.isArray(other) && one.length === other.length;
  const rows = lists && [...one, ...other].every(isObject);
  if (!rows && !(isObject(one) && isObject(other))) return [pointer];
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...names].flatMap((name) => differences(one[name], other[name], `${pointer}/${name}`));
}

/**
 * Put my changes and theirs together.
 * @param {object} base what both began with
 * @param {object} mine
 * @param {object} theirs
 * @returns {{data: object, taken: string[], conflicts: {pointer: string, mine: *, theirs: *}[]}}
 *   `data` holds my value where both changed one; `taken` are the pointers of their changes
 */
export function merge(base, mine, theirs) {
  const my = differences(base, mine).filter((pointer) => pointer);
  const their = differences(base, theirs).filter((pointer) => pointer);
  const touches = (one, other) => one === other || one.startsWith(`${other}/`);
  const clash = (pointer) => my.some((one) => touches(one, pointer) || touches(pointer, one));
  let data = mine;
  const taken = [];
  const conflicts = [];
  for (const pointer of their) {
    const theirValue = valueAt(theirs, pointer);
    const myValue = valueAt(mine, pointer);
    if (!clash(pointer)) {
      data = withValue(data, pointer, theirValue);
      taken.push(pointer);
    } else if (!same(myValue, theirValue) && !(isBlank(myValue) && isBlank(theirValue))) {
      conflicts.push({ pointer, mine: myValue, theirs: theirValue });
    }
  }
  return { data, taken, conflicts };
}

// JSON Pointers into a draft's data, and comparing values.

/** The parts of a pointer. */
export function parts(pointer) {
  return pointer.split("/").slice(1).map((one) => one.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** The value at a pointer, or undefined. */
export function valueAt(data, pointer) {
  return parts(pointer).reduce((value, name) => value?.[name], data);
}

/** A copy of the data with another value at a pointer; undefined and "" take it away. */
export function withValue(data, pointer, value) {
  const [name, ...rest] = parts(pointer);
  const copy = Array.isArray(data) ? [...data] : { ...data };
  const inner = rest.length
    ? withValue(copy[name] ?? (/^\d+$/.test(rest[0]) ? [] : {}), `/${rest.join("/")}`, value)
    : value;
  if (isBlank(inner) && !Array.isArray(copy)) delete copy[name];
  else copy[name] = inner;
  return copy;
}

/** Nothing, an empty text, list or object. */
export function isBlank(value) {
  if (value === undefined || value === null || value === "") return true;
  return typeof value === "object" && Object.keys(value).length === 0;
}

/** Whether two JSON values are the same; the order of keys does not matter. */
export function same(one, other) {
  if (one === other) return true;
  if (typeof one !== "object" || typeof other !== "object" || !one || !other) return false;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const keys = Object.keys(one);
  return (
    keys.length === Object.keys(other).length &&
    keys.every((key) => key in other && same(one[key], other[key]))
  );
}

// The draft's data in this tab, and who wants to know when they change.
import { same, valueAt, withValue } from "./pointers.js";

/**
 * @param {object} data as typed
 * @returns {{data: function(): object, get: function(string): *, set: function(string, *): void,
 *   replace: function(object): void, onChange: function(function(string): void): void}}
 */
export function createStore(data) {
  let current = data;
  const listeners = [];
  const tell = (pointer) => listeners.forEach((listener) => listener(pointer));
  return {
    data: () => current,
    get: (pointer) => valueAt(current, pointer),
    set(pointer, value) {
      if (same(valueAt(current, pointer), value)) return;
      current = withValue(current, pointer, value);
      tell(pointer);
    },
    replace(next) {
      current = next;
      tell("");
    },
    onChange: (listener) => listeners.push(listener),
  };
}

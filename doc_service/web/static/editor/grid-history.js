/** Steps back and forth: what was before each change, newest last. */

const LIMIT = 500;

/**
 * @returns {{record: function(*): void, undo: function(*): *, redo: function(*): *,
 *   canUndo: function(): boolean, canRedo: function(): boolean}} `undo` and `redo` take the state
 *   that is, and give the state to return to, or undefined.
 */
export function createHistory() {
  const past = [];
  const future = [];

  function travel(from, to, now) {
    if (!from.length) return undefined;
    to.push(now);
    return from.pop();
  }

  return {
    record(before) {
      past.push(before);
      if (past.length > LIMIT) past.shift();
      future.length = 0;
    },
    undo: (now) => travel(past, future, now),
    redo: (now) => travel(future, past, now),
    canUndo: () => past.length > 0,
    canRedo: () => future.length > 0,
  };
}

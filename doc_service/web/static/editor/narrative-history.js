/** Undo and redo: whole trees, which share what did not change. */

const STEPS = 300;
const PAUSE = 1200;

/** The states before and after the present one. */
export class History {
  constructor() {
    this.past = [];
    this.future = [];
    this.run = null;
  }

  /**
   * Remember a state that is about to change.
   * @param {{tree: object[], caret: object|null}} state
   * @param {string} run name of what is typed in one go, "" for a step by itself
   */
  push(state, run = "") {
    const now = performance.now();
    const goesOn = run && this.run?.name === run && now - this.run.at < PAUSE;
    this.run = run ? { name: run, at: now } : null;
    this.future = [];
    if (goesOn) return;
    this.past.push(state);
    if (this.past.length > STEPS) this.past.shift();
  }

  /** Let the next typing be a step of its own. */
  pause() {
    this.run = null;
  }

  /**
   * Go one step back or forth.
   * @param {{tree: object[], caret: object|null}} state the present one
   * @param {"undo"|"redo"} way
   * @returns {{tree: object[], caret: object|null}|null} null where there is nothing more
   */
  step(state, way) {
    const [from, to] = way === "undo" ? [this.past, this.future] : [this.future, this.past];
    const found = from.pop() ?? null;
    if (found) to.push(state);
    this.run = null;
    return found;
  }
}

/** What is selected in a grid: the active cell, and the block from an anchor cell to it. */

const clamp = (at, list) => Math.max(0, Math.min(list.length - 1, at));
const between = (list, one, other) => list.slice(Math.min(one, other), Math.max(one, other) + 1);

/**
 * The active cell and its block. A place is `{key, name}`: a row's key and a column's name.
 */
export class Selection {
  #names;
  #paint;
  #onMove;
  #keys = [];
  #rowOf = new Map();
  #active = null;
  #anchor = null;
  #painted = new Map();

  /**
   * @param {{names: string[], paint: function, onMove: function}} options `paint(key, name, state)`
   *   is called for each cell whose state ("", "selected", "active") changed, `onMove` after a
   *   move.
   */
  constructor({ names, paint, onMove }) {
    this.#names = names;
    this.#paint = paint;
    this.#onMove = onMove;
  }

  get active() {
    return this.#active;
  }

  get anchor() {
    return this.#anchor;
  }

  #row(place) {
    return this.#rowOf.get(place.key) ?? 0;
  }

  #column(place) {
    return this.#names.indexOf(place.name);
  }

  /** Keys and names of the rows and columns selected, in the order shown. */
  block() {
    if (!this.#active) return { keys: [], names: [] };
    return {
      keys: between(this.#keys, this.#row(this.#anchor), this.#row(this.#active)),
      names: between(this.#names, this.#column(this.#anchor), this.#column(this.#active)),
    };
  }

  stateOf(key, name) {
    return this.#painted.get(`${key} ${name}`)?.[2] ?? "";
  }

  #repaint() {
    const next = new Map();
    const { keys, names } = this.block();
    for (const key of keys) {
      for (const name of names) {
        const isActive = key === this.#active.key && name === this.#active.name;
        next.set(`${key} ${name}`, [key, name, isActive ? "active" : "selected"]);
      }
    }
    const before = this.#painted;
    this.#painted = next;
    for (const [id, [key, name]] of before) if (!next.has(id)) this.#paint(key, name, "");
    for (const [id, cell] of next) if (before.get(id)?.[2] !== cell[2]) this.#paint(...cell);
  }

  select(place, from = place) {
    this.#active = place;
    this.#anchor = from;
    this.#repaint();
    this.#onMove();
  }

  /** Rows in the order shown. A place whose row has gone stays at the same height. */
  setKeys(next) {
    const kept = new Map(next.map((key, index) => [key, index]));
    const settle = (place) =>
      place && !kept.has(place.key)
        ? { key: next[clamp(this.#row(place), next)], name: place.name }
        : place;
    const first = next.length ? { key: next[0], name: this.#names[0] } : null;
    this.#active = settle(this.#active) ?? first;
    this.#anchor = settle(this.#anchor) ?? this.#active;
    this.#keys = next;
    this.#rowOf = kept;
    this.#repaint();
  }

  /** Move by rows and columns (±Infinity: to the edge); `extend` keeps the anchor. */
  move(across, down, extend = false) {
    if (!this.#active) return;
    const key = this.#keys[clamp(this.#row(this.#active) + down, this.#keys)];
    const name = this.#names[clamp(this.#column(this.#active) + across, this.#names)];
    this.select({ key, name }, extend ? this.#anchor : undefined);
  }

  /** To the next (1) or last (-1) cell in reading order; false past the end of the grid. */
  tab(step) {
    const width = this.#names.length;
    const at = this.#row(this.#active) * width + this.#column(this.#active) + step;
    if (at < 0 || at >= this.#keys.length * width) return false;
    this.select({ key: this.#keys[Math.floor(at / width)], name: this.#names[at % width] });
    return true;
  }

  selectRows(from, to) {
    const [first, last] = [this.#names[0], this.#names.at(-1)];
    this.select({ key: to, name: first }, { key: from, name: last });
  }

  selectAll() {
    this.selectRows(this.#keys.at(-1), this.#keys[0]);
  }
}

/**
 * Select with the mouse: press, drag, Shift+press, whole rows by their number; edit by double
 * click.
 *
 * @param {HTMLElement} host
 * @param {Selection} selection
 * @param {{rowColumn: string, onPress: function, onOpen: function}} options
 */
export function followMouse(host, selection, { rowColumn, onPress, onOpen }) {
  let from = null;
  const placeOf = (event) => {
    const cell = event.target.closest?.("[data-key]");
    return cell && { key: Number(cell.dataset.key), name: cell.dataset.column };
  };
  const choose = (place) => {
    if (from.name === rowColumn) selection.selectRows(from.key, place.key);
    else if (place.name !== rowColumn) selection.select(place, from);
  };
  host.addEventListener("mousedown", (event) => {
    const place = placeOf(event);
    if (!place || event.button > 1) return;
    event.preventDefault();
    const { active } = selection;
    const isHere = host.parentElement.contains(document.activeElement);
    const isAgain = isHere && active.key === place.key && active.name === place.name;
    onPress();
    // A finger has no F2: a second touch of a cell edits it.
    if (isAgain && event.sourceCapabilities?.firesTouchEvents) {
      onOpen();
      return;
    }
    from = place;
    if (event.shiftKey && selection.anchor) {
      const { key, name } = selection.anchor;
      from = { key, name: place.name === rowColumn ? rowColumn : name };
    }
    choose(place);
  });
  host.addEventListener("mousemove", (event) => {
    const place = from && event.buttons === 1 && placeOf(event);
    const active = selection.active;
    if (!place || (place.key === active.key && place.name === active.name)) return;
    choose(place);
  });
  host.addEventListener("mouseup", () => (from = null));
  host.addEventListener("mouseleave", (event) => {
    if (!event.buttons) from = null;
  });
  host.addEventListener("dblclick", (event) => {
    const place = placeOf(event);
    if (place && place.name !== rowColumn) onOpen();
  });
}

/** Which key does what in a grid. */

const MOVES = {
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  Home: [-Infinity, 0],
  End: [Infinity, 0],
  PageUp: [0, -10],
  PageDown: [0, 10],
  "Ctrl+Home": [-Infinity, -Infinity],
  "Ctrl+End": [Infinity, Infinity],
  "Ctrl+ArrowUp": [0, -Infinity],
  "Ctrl+ArrowDown": [0, Infinity],
  "Ctrl+ArrowLeft": [-Infinity, 0],
  "Ctrl+ArrowRight": [Infinity, 0],
};

const COMMANDS = {
  Delete: "clear",
  Backspace: "replace",
  Enter: "edit",
  F2: "edit",
  "Shift+Enter": "up",
  Escape: "release",
  "Ctrl+a": "selectAll",
  "Shift+ ": "selectRows",
  "Ctrl+d": "fillDown",
  "Ctrl+z": "undo",
  "Ctrl+y": "redo",
  "Ctrl+Shift+z": "redo",
  "Alt+ArrowUp": "moveUp",
  "Alt+ArrowDown": "moveDown",
  "Ctrl+-": "removeRows",
};

const EDITING = {
  Enter: "commitDown",
  "Shift+Enter": "commitUp",
  "Alt+Enter": "newLine",
  Escape: "cancel",
};

const LEAVING = new Set(["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"]);

/** A key with what is held down beside it: "Ctrl+Shift+z". */
function nameOf(event) {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const held = [
    (event.ctrlKey || event.metaKey) && "Ctrl",
    event.altKey && "Alt",
    event.shiftKey && "Shift",
  ];
  return [...held.filter(Boolean), key].join("+");
}

/**
 * What a key asks for: `{command}`, `{move: [across, down], extend}`, `{tab: ±1}`, or null where it
 * is text or not ours.
 *
 * @param {KeyboardEvent} event
 * @param {"ready" | "typing" | "editing"} state
 */
export function readKey(event, state) {
  const name = nameOf(event);
  if (name === "Tab" || name === "Shift+Tab") return { tab: event.shiftKey ? -1 : 1 };
  if (state !== "ready") {
    if (EDITING[name]) return { command: EDITING[name] };
    return state === "typing" && LEAVING.has(name) ? { move: MOVES[name], extend: false } : null;
  }
  if (COMMANDS[name]) return { command: COMMANDS[name] };
  const move = MOVES[name.replace("Shift+", "")];
  return move ? { move, extend: event.shiftKey } : null;
}

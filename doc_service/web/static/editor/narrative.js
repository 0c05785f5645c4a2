/** The narrative editor: a body of numbered sections, typed as on paper, kept as a tree. */

import { t } from "../words.js";
import { element } from "./narrative-elements.js";
import { listen } from "./narrative-events.js";
import { asParagraphs } from "./narrative-insert.js";
import { renumbered } from "./narrative-labels.js";
import {
  changeKind,
  changeNumber,
  changeStyle,
  indent,
  move,
  outdent,
  remove,
} from "./narrative-moves.js";
import { Outline } from "./narrative-outline.js";
import { openPasteDialog } from "./narrative-paste.js";
import { createPlain } from "./narrative-plain.js";
import { createToolbar } from "./narrative-toolbar.js";
import { caretAtEnd } from "./narrative-carets.js";

/**
 * Make a narrative editor.
 * @param {HTMLElement} host
 * @param {object} options
 * @param {object[]|string} [options.value] a tree, or outline text
 * @param {string} [options.label] what a clerk calls the field
 * @param {string} [options.labelledBy] the id of what names it on the page, instead of the label
 * @param {number} [options.maxWords]
 * @param {(text: string, how: {pasted: boolean}) => Promise<object[]>} [options.parse] text →
 *   nodes; pasted text may come from Word, other text is a value written as outline text
 * @param {(value: object[]|string) => void} [options.onChange] called soon after every change
 * @returns {{value: Function, setValue: Function, mark: Function, focus: Function,
 *   setWords: Function, destroy: Function}}
 */
export function createNarrative(host, options = {}) {
  const label = options.label || t("Nội dung");
  const parse = options.parse ?? ((text) => Promise.resolve(asParagraphs(text)));
  const box = element("div", { class: "narrative-outline" });
  const outline = new Outline(box, options);
  const readPasted = (text) => parse(text, { pasted: true });
  outline.toolbar = createToolbar(actsOn(outline, box, readPasted));
  outline.showCurrent();
  box.prepend(outline.toolbar.box);
  listen(outline, readPasted);
  const { labelledBy } = options;
  const name = labelledBy ? { "aria-labelledby": labelledBy } : { "aria-label": label };
  const described = { "aria-describedby": outline.hint.id };
  const root = element("div", { class: "narrative", role: "group", ...name, ...described }, box);
  host.append(root);
  const text = heldText(root, box, { label, parse, outline, onChange: options.onChange });
  const setValue = (value) => {
    const isText = typeof value === "string" && value.trim();
    if (isText) text.hold(value);
    else text.release();
    outline.load(isText ? [] : value);
  };
  setValue(options.value);
  return {
    value: () => text.held()?.text() ?? outline.value(),
    setValue,
    mark: (problems) => outline.mark(problems),
    focus: (pointer = "") => (text.held() ? text.held().focus() : outline.focus(pointer)),
    setWords: (count) => outline.setWords(count),
    destroy: () => {
      if (outline.timer) outline.tell();
      text.release();
      root.remove();
    },
  };
}

/** What the buttons do. */
function actsOn(outline, box, parse) {
  const at = (change, ...more) =>
    outline.apply(change(outline.tree(), outline.caretOrEnd(), ...more));
  const choose = (change) => (value, focus) =>
    outline.apply(change(outline.tree(), outline.caretOrEnd(), value), focus);
  return {
    kind: choose(changeKind),
    style: choose(changeStyle),
    number: (value) => choose(changeNumber)(value, false),
    indent: () => at(indent),
    outdent: () => at(outdent),
    up: () => at(move, -1),
    down: () => at(move, 1),
    remove: () => at(remove),
    bold: () => outline.emphasise("**"),
    italic: () => outline.emphasise("*"),
    undo: () => outline.history("undo"),
    redo: () => outline.history("redo"),
    renumber: () => renumber(outline),
    back: () => outline.lines.setCaret(outline.caretOrEnd()),
    paste: () =>
      openPasteDialog(box, {
        parse,
        empty: outline.isEmpty(),
        take: (nodes, where) => take(outline, nodes, where),
      }),
  };
}

function renumber(outline) {
  const tree = renumbered(outline.tree());
  if (tree === outline.tree()) outline.say(t("Các số đã nối tiếp nhau."));
  else outline.apply({ tree, caret: outline.caretOrEnd(), said: t("Đã đánh lại các số ghi tay.") });
}

function take(outline, nodes, where) {
  const kept = where === "end" ? outline.tree() : [];
  outline.apply({
    tree: [...kept, ...nodes],
    caret: { ...caretAtEnd(nodes[0]), start: 0, end: 0 },
    said: t("Đã đưa văn bản vào khung soạn. Ctrl+Z để lấy lại nội dung cũ."),
  });
}

/** Outline text in place of the outline, for as long as its structure is not known. */
function heldText(root, box, { label, parse, outline, onChange }) {
  let plain = null;
  const release = () => {
    plain?.box.remove();
    plain = null;
    box.hidden = false;
  };
  const read = async () => {
    const mine = plain;
    const asked = mine.text();
    mine.say(t("Đang đọc cấu trúc của văn bản…"));
    try {
      const nodes = await parse(asked, { pasted: false });
      if (mine !== plain) return;
      if (mine.text() !== asked) {
        read();
        return;
      }
      release();
      outline.load(nodes);
    } catch {
      mine.say(t("Chưa đọc được cấu trúc của văn bản; vẫn có thể gõ tiếp ở đây."));
    }
  };
  const hold = (text) => {
    release();
    box.hidden = true;
    plain = createPlain(text, { label, retry: read, onChange: (words) => onChange?.(words) });
    root.append(plain.box);
    read();
  };
  return { hold, release, held: () => plain };
}

/** What happens in the page, passed on to the outline. */

import { t } from "../words.js";
import { isFree } from "./narrative-carets.js";
import { asParagraphs, insertNodes } from "./narrative-insert.js";
import { onKey } from "./narrative-keys.js";
import { pasteCells } from "./narrative-table.js";
import { nodeAt, pathOf, readTree } from "./narrative-tree.js";
import { split } from "./narrative-typing.js";

/**
 * Listen to everything that is typed, pasted or focused in an outline.
 * @param {object} outline
 * @param {(text: string) => Promise<object[]>} parse
 */
export function listen(outline, parse) {
  const { list } = outline.lines;
  let composing = false;
  const on = (name, act) => list.addEventListener(name, act);
  on("compositionstart", () => {
    composing = true;
  });
  on("compositionend", () => {
    composing = false;
  });
  on("keydown", (event) => onKey(event, outline));
  on("beforeinput", (event) => beforeInput(event, outline));
  on("input", (event) => outline.typed(event.target, { composing, data: event.data }));
  on("paste", (event) => pasted(event, outline, parse));
  on("focusin", () => {
    outline.escaping = false;
    outline.place = outline.caret();
    outline.showCurrent();
  });
  on("focusout", (event) => {
    outline.place = outline.lines.caretOf(event.target) ?? outline.place;
  });
}

/** Undo from a menu, and Enter of keyboards on a screen, which send no keys. */
function beforeInput(event, outline) {
  outline.before ??= outline.lines.caretOf(event.target);
  const way = { historyUndo: "undo", historyRedo: "redo" }[event.inputType];
  const breaks = ["insertLineBreak", "insertParagraph"].includes(event.inputType);
  if (!way && (!breaks || event.isComposing)) return;
  event.preventDefault();
  outline.before = null;
  const caret = outline.caret();
  if (way) outline.history(way);
  else if (!/^(?:cot|hang)\//u.test(caret.field)) outline.apply(split(outline.tree(), caret));
}

/** Lines that are pasted become nodes; a few words go into the text like typed ones. */
function pasted(event, outline, parse) {
  const text = event.clipboardData.getData("text/plain");
  const caret = outline.lines.caretOf(event.target);
  const lines = text.split(/[\r\n]+/u).filter((line) => line.trim());
  if (/^(?:cot|hang)\//u.test(caret.field)) {
    if (lines.length < 2 && !text.includes("\t")) return;
    event.preventDefault();
    outline.apply(pasteCells(outline.tree(), caret, text));
    return;
  }
  const line = nodeAt(outline.tree(), pathOf(outline.tree(), caret.id));
  if (lines.length < 2 && !(lines.length && isFree(line))) return;
  event.preventDefault();
  insertText(outline, parse, text, caret);
}

async function insertText(outline, parse, text, caret) {
  outline.say(t("Đang đọc văn bản dán vào…"));
  let nodes;
  let said = "";
  try {
    nodes = await parse(text);
  } catch {
    nodes = asParagraphs(text);
    said = t("Chưa nhận ra được cấu trúc (mất kết nối?), đã dán từng đoạn. Ctrl+Z để bỏ.");
  }
  const tree = outline.tree();
  const path = pathOf(tree, caret.id);
  const place = path ? within(nodeAt(tree, path), caret) : outline.caretOrEnd();
  const change = insertNodes(tree, place, readTree(nodes));
  if (!change) {
    outline.say(t("Không thấy nội dung nào để dán."));
    return;
  }
  const done = t("Đã dán %(n)s mục và đoạn.", { n: nodes.length });
  outline.apply({ ...change, said: said || done });
}

/** A caret that the words typed meanwhile still have. */
function within(node, caret) {
  const most = node[caret.field]?.length ?? 0;
  return { ...caret, start: Math.min(caret.start, most), end: Math.min(caret.end, most) };
}

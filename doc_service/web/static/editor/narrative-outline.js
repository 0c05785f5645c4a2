/** The outline being edited: its tree, its caret, its history, and what is shown of them. */

import { told } from "../sentences.js";
import { t } from "../words.js";
import { typedLabel } from "./narrative-autolabels.js";
import { caretAtEnd } from "./narrative-carets.js";
import { element, newId } from "./narrative-elements.js";
import { marked } from "./narrative-emphasis.js";
import { History } from "./narrative-history.js";
import { kindWord } from "./narrative-kinds.js";
import { labelsOf } from "./narrative-labels.js";
import { Lines } from "./narrative-lines.js";
import { changeTable } from "./narrative-table.js";
import { isEmpty, makeNode, nodeAt, pathOf, readTree, writeTree } from "./narrative-tree.js";
import { withWords } from "./narrative-typing.js";
import { wordsOf } from "./narrative-words.js";

const PLACE = /^(\/\d+(?:\/con\/\d+)*)(?:\/(.*))?$/u;

/** An outline on the page; `toolbar` is set by who makes one. */
export class Outline {
  /**
   * @param {HTMLElement} box where it stands
   * @param {{label: string, maxWords: number|null, onChange: (value: object[]) => void}} options
   */
  constructor(box, options) {
    this.options = options;
    this.lines = new Lines((action, id) => this.tableAction(action, id));
    this.edges = { start: edge(), end: edge() };
    this.status = element("p", { class: "narrative-status", role: "status" });
    this.words = element("p", { class: "narrative-count" });
    const id = newId("narrative-hint");
    this.hint = element("p", { class: "narrative-note", id }, hint());
    this.general = element("p", { class: "narrative-problem", hidden: true });
    this.foot = element("div", { class: "narrative-foot" }, this.status, this.words);
    const outline = [this.edges.start, this.general, this.lines.list, this.edges.end];
    box.append(...outline, this.foot, this.hint);
    this.load([]);
  }

  /** Start anew with a tree as data holds it. */
  load(value) {
    const nodes = readTree(value);
    this.nodes = nodes.length ? nodes : [makeNode({})];
    this.past = new History();
    this.marks = new Map();
    this.place = null;
    this.counted = null;
    this.general.hidden = true;
    this.value();
    this.render();
  }

  /** The tree as data; it also says which pointer is which line from now on. */
  value() {
    const { value, places } = writeTree(this.nodes);
    this.places = places;
    return value;
  }

  /** Whether there is nothing to lose. */
  isEmpty() {
    return this.nodes.every(isEmpty);
  }

  tree() {
    return this.nodes;
  }

  /** Where the caret is, or was before a button was pressed. */
  caret() {
    const here = this.lines.caretOf(document.activeElement);
    if (here) return here;
    return this.place && pathOf(this.nodes, this.place.id) ? this.place : null;
  }

  /** The caret for what acts on some line: the last one where nobody has been anywhere. */
  caretOrEnd() {
    return this.caret() ?? caretAtEnd(this.nodes.at(-1));
  }

  /**
   * Carry out a change, or say why not.
   * @param {{tree: object[], caret: object, said: string}|{refusal: string}|null} change
   * @param {boolean} focus whether the caret goes there
   */
  apply(change, focus = true) {
    if (!change) return;
    if (change.refusal) {
      this.say(change.refusal);
      return;
    }
    if (change.tree !== this.nodes) {
      const caret = this.caret();
      const labelled = caret && this.labels.get(change.caret.id);
      this.past.push({ tree: this.nodes, caret });
      this.show(change.tree);
      const label = this.labels.get(change.caret.id) ?? "";
      this.say(change.said ?? (labelled === label ? "" : this.nameOf(change.caret.id)));
    }
    this.place = change.caret;
    if (focus) this.lines.setCaret(change.caret);
    this.showCurrent();
  }

  /** Take over what was typed in a text area. */
  typed(area, { composing, data }) {
    const caret = this.lines.caretOf(area);
    if (!composing && area.value.includes("\n")) {
      area.value = area.value.replace(/\s*\n\s*/gu, " ");
      area.setSelectionRange(caret.start, caret.start);
    }
    this.past.push({ tree: this.nodes, caret: this.before ?? caret }, `${caret.id} ${caret.field}`);
    this.before = null;
    this.show(withWords(this.nodes, caret.id, caret.field, area.value));
    if (composing || !data || !/\s$/u.test(data)) return;
    this.past.pause();
    if (data === " ") this.apply(typedLabel(this.nodes, caret));
  }

  /** One step back or forth. */
  history(way) {
    const state = this.past.step({ tree: this.nodes, caret: this.caret() }, way);
    if (!state) {
      this.say(way === "undo" ? t("Không còn gì để hoàn tác.") : t("Không còn gì để làm lại."));
      return;
    }
    this.show(state.tree);
    if (state.caret) {
      this.place = state.caret;
      this.lines.setCaret(state.caret);
    }
    this.say("");
    this.showCurrent();
  }

  /** Put the marks of bold (`**`) or italic (`*`) around the selection, or take them away. */
  emphasise(mark) {
    const caret = this.caret();
    const area = caret && this.lines.area(caret.id, caret.field);
    const found = area && marked(area.value, caret.start, caret.end, mark);
    if (!found) return;
    const { words, start, end } = found;
    const tree = withWords(this.nodes, caret.id, caret.field, words);
    this.apply({ tree, caret: { ...caret, start, end } });
  }

  /** What the buttons under a table do, at the caret where it is in that table. */
  tableAction(action, id) {
    const caret = this.caret();
    this.apply(changeTable(this.nodes, caret?.id === id ? caret : { id, field: "" }, action));
  }

  /** Move the focus to the edge, from where the browser's Tab leaves the outline. */
  leave(side) {
    this.edges[side].focus();
  }

  say(sentence) {
    this.status.textContent = sentence;
  }

  /** Show problems at their lines, `{pointer, message, severity}`; those before them go. */
  mark(problems) {
    this.marks = new Map();
    const general = [];
    for (const { pointer, ...problem } of problems) {
      const { id, rest } = this.find(pointer);
      if (id === undefined) general.push(problem);
      else this.marks.set(id, [...(this.marks.get(id) ?? []), { ...problem, rest }]);
    }
    this.general.replaceChildren(...general.map((one) => element("span", {}, ...told(one))));
    this.general.hidden = !general.length;
    this.render();
  }

  /** Go to the place that a pointer names. */
  focus(pointer) {
    const { id = this.nodes[0].id, rest = "" } = this.find(pointer);
    const area = this.lines.area(id, rest);
    area.focus();
    area.scrollIntoView({ block: "nearest" });
    if (rest === "so" || rest === "kieu") this.toolbar.focusOn(rest === "so" ? "number" : "kind");
  }

  /** The exact number of words; until it comes again, typing counts on from there. */
  setWords(count) {
    this.counted = { count, estimate: wordsOf(this.nodes) };
    this.showWords();
  }

  find(pointer) {
    const [, node, rest = ""] = PLACE.exec(pointer) ?? [];
    return { id: this.places.get(node), rest };
  }

  nameOf(id) {
    const node = nodeAt(this.nodes, pathOf(this.nodes, id));
    return [kindWord(node.kieu), this.labels.get(id)].filter(Boolean).join(" ");
  }

  show(tree) {
    this.nodes = tree;
    this.render();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.tell());
  }

  /** Tell what has changed, at once. */
  tell() {
    clearTimeout(this.timer);
    this.timer = null;
    this.options.onChange?.(this.value());
  }

  render() {
    this.labels = labelsOf(this.nodes);
    this.lines.render(this.nodes, this.labels, this.marks);
    this.showCurrent();
    this.showWords();
  }

  /** Show which line has the caret, and what the line is that the buttons act on. */
  showCurrent() {
    const caret = this.caret();
    if (caret) this.lines.setCurrent(caret.id);
    const { id } = caret ?? this.caretOrEnd();
    const node = nodeAt(this.nodes, pathOf(this.nodes, id));
    this.toolbar?.show(node, this.labels.get(id), this.past);
  }

  showWords() {
    const { maxWords } = this.options;
    this.words.hidden = !maxWords;
    if (!maxWords) return;
    const estimate = wordsOf(this.nodes);
    const count = this.counted ? this.counted.count + estimate - this.counted.estimate : estimate;
    const exact = this.counted?.estimate === estimate;
    const values = { n: count, max: maxWords, over: count - maxWords };
    let text = exact ? t("%(n)s/%(max)s từ", values) : t("Khoảng %(n)s/%(max)s từ", values);
    if (count > maxWords) text = t("%(text)s, quá %(over)s từ", { text, ...values });
    this.words.textContent = text;
    this.words.classList.toggle("is-over", count > maxWords);
  }
}

function edge() {
  return element("span", { class: "narrative-edge", tabindex: "-1" });
}

function hint() {
  return [
    t("Enter: dòng mới cùng kiểu. Shift+Enter: đoạn văn bên dưới."),
    t("Tab, Shift+Tab: lùi vào, lùi ra. Alt+↑, Alt+↓: chuyển chỗ."),
    t("Alt+F10: tới các nút lệnh. Esc rồi Tab: ra khỏi khung soạn."),
  ].join(" ");
}

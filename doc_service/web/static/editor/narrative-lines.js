/** The outline as a clerk sees it: nested lists of lines to type into, labels in front. */

import { told } from "../sentences.js";
import { t } from "../words.js";
import { element, growingArea, newId, setAttribute, showWords } from "./narrative-elements.js";
import { kindWord } from "./narrative-kinds.js";
import { showTable } from "./narrative-table.js";
import { fieldsOf } from "./narrative-tree.js";

const NONE = [];

const FIELD_CLASSES = { tieu_de: "narrative-heading", chu: "" };

/** Lines of a tree, kept in step with it by the ids of its nodes. */
export class Lines {
  /** @param {(action: string, id: number) => void} tableAction what buttons of tables do */
  constructor(tableAction) {
    this.tableAction = tableAction;
    this.records = new Map();
    this.list = element("ol", { class: "narrative-list", role: "list" });
  }

  /**
   * Show a tree; only what differs from before is touched.
   * @param {object[]} tree
   * @param {Map<number, string>} labels
   * @param {Map<number, object[]>} marks id → problems `{rest, message, severity}`
   */
  render(tree, labels, marks) {
    const alone = tree.length === 1 && !tree[0].con.length;
    const seen = new Set();
    this.place(this.list, tree, { labels, marks, seen, alone });
    for (const [id, record] of this.records) {
      if (seen.has(id)) continue;
      record.line.remove();
      this.records.delete(id);
    }
  }

  /** The text area of a field of a node, or its first one; null where the node is gone. */
  area(id, field = "") {
    const line = this.records.get(id)?.line.firstElementChild;
    if (!line) return null;
    return line.querySelector(`[data-field="${field}"]`) ?? line.querySelector("textarea");
  }

  /** The caret in a text area of these lines; null elsewhere. */
  caretOf(area) {
    const line = area instanceof HTMLTextAreaElement && area.closest("li[data-id]");
    if (!line || !this.list.contains(line)) return null;
    const { selectionStart: start, selectionEnd: end } = area;
    return { id: Number(line.dataset.id), field: area.dataset.field, start, end };
  }

  /** Put the caret somewhere; it goes to the nearest field there is. */
  setCaret(caret) {
    const area = this.area(caret.id, caret.field);
    if (!area) return;
    if (document.activeElement !== area) area.focus();
    const same = area.selectionStart === caret.start && area.selectionEnd === caret.end;
    if (!same) area.setSelectionRange(caret.start, caret.end);
  }

  /** Show which line the buttons act on. */
  setCurrent(id) {
    if (this.current === id) return;
    this.records.get(this.current)?.line.classList.remove("is-current");
    this.records.get(id)?.line.classList.add("is-current");
    this.current = id;
  }

  /** The text area before or after another in the order of the page. */
  neighbour(area, step) {
    const areas = [...this.list.querySelectorAll("textarea")];
    return areas[areas.indexOf(area) + step] ?? null;
  }

  place(list, nodes, shown) {
    const lines = nodes.map((node) => this.lineOf(node, shown));
    let next = list.firstElementChild;
    for (const line of lines) {
      // a line that goes is passed over, not moved behind: moving a line takes the focus from it
      while (next && next !== line && !shown.seen.has(Number(next.dataset.id))) {
        const gone = next;
        next = next.nextElementSibling;
        gone.remove();
      }
      if (line === next) next = next.nextElementSibling;
      else list.insertBefore(line, next);
    }
  }

  lineOf(node, shown) {
    const record = this.records.get(node.id) ?? this.newRecord(node);
    shown.seen.add(node.id);
    const label = shown.labels.get(node.id) ?? "";
    const problems = shown.marks.get(node.id);
    const state = [node, label, problems, shown.alone];
    if (!record.state || record.state.some((one, at) => one !== state[at])) {
      this.show(record, ...state);
      record.state = state;
    }
    if (node.con.length && !record.below) {
      record.below = element("ol", { class: "narrative-list", role: "list" });
      record.line.append(record.below);
    }
    if (record.below) this.place(record.below, node.con, shown);
    if (!node.con.length && record.below) {
      record.below.remove();
      record.below = null;
    }
    return record.line;
  }

  newRecord(node) {
    const label = element("span", { class: "narrative-label", "aria-hidden": "true" });
    const words = element("div", { class: "narrative-words" });
    const own = element("div", { class: "narrative-line" }, label, words);
    const line = element("li", { class: "narrative-node", "data-id": String(node.id) }, own);
    const record = { line, label, words, fields: {}, table: null, said: null, below: null };
    this.records.set(node.id, record);
    return record;
  }

  show(record, node, label, problems, alone) {
    record.line.dataset.kind = node.kieu;
    if (record.label.textContent !== label) record.label.textContent = label;
    record.label.classList.toggle("is-written", Boolean(node.so.trim()));
    const names = fieldsOf(node);
    for (const name of ["tieu_de", "chu"]) this.showField(record, node, name, names);
    const word = [kindWord(node.kieu), label].filter(Boolean).join(" ");
    for (const name of names) {
      const area = record.fields[name].firstElementChild;
      const what = name === "tieu_de" ? t("tiêu đề") : t("lời văn");
      setAttribute(area, "aria-label", `${word}: ${what}`);
      setAttribute(area, "placeholder", placeholder(node, name, alone));
    }
    showTable(record, node, this.tableAction);
    showProblems(record, problems);
  }

  showField(record, node, name, names) {
    const box = record.fields[name];
    if (!names.includes(name)) {
      box?.remove();
      delete record.fields[name];
      return;
    }
    if (!box) {
      record.fields[name] = growingArea(name, FIELD_CLASSES[name]);
      if (name === "tieu_de") record.words.prepend(record.fields[name]);
      else if (record.fields.tieu_de) record.fields.tieu_de.after(record.fields[name]);
      else record.words.prepend(record.fields[name]);
    }
    showWords(record.fields[name], node[name]);
  }
}

function placeholder(node, name, alone) {
  if (alone && node.kieu === "doan") return t("Gõ nội dung, hoặc dán cả văn bản vào đây (Ctrl+V)");
  return name === "tieu_de" ? t("Tiêu đề") : t("Lời văn");
}

/** Say what is wrong under a line; a place below the node names the field it belongs to. */
function showProblems(record, problems = NONE) {
  const wrong = problems.some((one) => one.severity !== "warning");
  record.line.classList.toggle("is-wrong", wrong);
  record.line.classList.toggle("is-doubtful", problems.length > 0 && !wrong);
  if (record.problems !== problems) {
    record.said?.remove();
    record.said = null;
  }
  if (problems.length && !record.said) {
    const lines = problems.map((one) => element("span", {}, ...told(one)));
    const id = newId("narrative-problem");
    record.said = element("p", { class: "narrative-problem", id }, ...lines);
    record.words.append(record.said);
  }
  record.problems = problems;
  for (const area of record.words.querySelectorAll("textarea")) {
    const { field } = area.dataset;
    const here = problems.filter(({ rest }) => concerns(rest, field));
    const bad = here.some((one) => one.severity !== "warning");
    setAttribute(area, "aria-invalid", bad ? "true" : "");
    setAttribute(area, "aria-describedby", here.length ? record.said.id : "");
  }
}

function concerns(rest, field) {
  return field === rest || field.startsWith(`${rest}/`) || !/^(?:tieu_de|chu|cot|hang)/u.test(rest);
}

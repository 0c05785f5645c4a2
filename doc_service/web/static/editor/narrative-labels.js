/**
 * Labels in front of sections, counted as `doc_service/narrative/labels.py` counts them for the
 * paper: `tests/web/test_narrative.py` compares the two.
 */

import { isEmpty } from "./narrative-tree.js";

const ENUMERATION = "abcdđeghiklmnopqrstuvxy";

const SCRIPTS = {
  phan: "roman",
  muc: "arabic",
  tieu_muc: "arabic",
  diem: "letter",
  y: "arabic",
  buoc: "arabic",
  dieu: "arabic",
};

const SIGNS = { gach: "-", cong: "+", sao: "*" };

const THROUGHOUT = new Set(["phan", "dieu"]);

const WORD = "[\\p{L}\\p{N}_]";
const OTHER = "[^\\p{L}\\p{N}_]*";
const NUMBERS = {
  roman: new RegExp(`^(.*?)(?<!${WORD})([IVXLCDM]+)(${OTHER})$`, "u"),
  arabic: /^([^0-9]*)([0-9]{1,6}(?:\.[0-9]{1,6})*)([^0-9]*)$/u,
  letter: new RegExp(`^(${OTHER})([a-zđ]{1,3})(${OTHER})$`, "u"),
};

const ROMAN = [
  [1000, "M"], [900, "CM"], [500, "D"], [400, "CD"], [100, "C"], [90, "XC"],
  [50, "L"], [40, "XL"], [10, "X"], [9, "IX"], [5, "V"], [4, "IV"], [1, "I"],
];

const FIRST = {
  phan: { before: "", number: [1], after: "." },
  muc: { before: "", number: [1], after: "." },
  tieu_muc: { before: "", number: [1], after: "." },
  diem: { before: "", number: [1], after: ")" },
  y: { before: "(", number: [1], after: ")" },
  buoc: { before: "Bước ", number: [1], after: ":" },
  dieu: { before: "Điều ", number: [1], after: "." },
};

const MAX_LABEL = 40;

function romanText(value) {
  let rest = value;
  let text = "";
  for (const [worth, letters] of ROMAN) {
    for (; rest >= worth; rest -= worth) text += letters;
  }
  return text;
}

function romanValue(numeral) {
  let rest = numeral;
  let value = 0;
  for (const [worth, letters] of ROMAN) {
    for (; rest.startsWith(letters); rest = rest.slice(letters.length)) value += worth;
  }
  return rest === "" && value < 900 && romanText(value) === numeral ? value : 0;
}

function letterText(n) {
  let letters = "";
  for (let rest = n; rest > 0; rest = Math.floor((rest - 1) / ENUMERATION.length)) {
    letters = ENUMERATION[(rest - 1) % ENUMERATION.length] + letters;
  }
  return letters;
}

function letterValue(letters) {
  let value = 0;
  for (const letter of letters) {
    const at = ENUMERATION.indexOf(letter);
    if (at < 0) return 0;
    value = value * ENUMERATION.length + at + 1;
  }
  return value;
}

/**
 * Take a printed label apart.
 * @param {string} kind
 * @param {string} printed
 * @returns {{before: string, number: number[], after: string}|null} null where it does not count
 */
export function readLabel(kind, printed) {
  const script = SCRIPTS[kind];
  const found = script && NUMBERS[script].exec(printed);
  if (!found) return null;
  const [, before, number, after] = found;
  if (script === "arabic") return { before, number: number.split(".").map(Number), after };
  const value = script === "roman" ? romanValue(number) : letterValue(number);
  return value ? { before, number: [value], after } : null;
}

/**
 * A label as printed.
 * @param {string} kind
 * @param {{before: string, number: number[], after: string}} label
 * @returns {string}
 */
export function writeLabel(kind, label) {
  const script = SCRIPTS[kind];
  let number = label.number.join(".");
  if (script === "roman") number = romanText(label.number.at(-1));
  if (script === "letter") number = letterText(label.number.at(-1));
  return `${label.before}${number}${label.after}`;
}

/** The labels of one list of siblings, taken in order. */
export class Siblings {
  /**
   * @param {number[]} parent number of the muc or tieu_muc above, which a tieu_muc repeats
   * @param {Map<string, object>} throughout last labels of what counts through the document
   */
  constructor(parent = [], throughout = new Map()) {
    this.parent = parent;
    this.throughout = throughout;
    this.own = new Map();
  }

  /** The label that the next section of a kind gets, "" for doan and bang. */
  automatic(kind) {
    return SCRIPTS[kind] ? writeLabel(kind, this.next(kind)) : (SIGNS[kind] ?? "");
  }

  /** The label of the next section, counted; `explicit` is one written by hand, or "". */
  take(kind, explicit = "") {
    const printed = explicit || this.automatic(kind);
    const read = explicit || SCRIPTS[kind] === "roman";
    const label = read ? readLabel(kind, printed) : this.next(kind);
    if (label && SCRIPTS[kind]) this.runs(kind).set(this.run(kind), label);
    return printed;
  }

  /** The list of children of a section with this printed label. */
  below(kind, printed) {
    const label = kind === "muc" || kind === "tieu_muc" ? readLabel(kind, printed) : null;
    return new Siblings(label ? label.number : [], this.throughout);
  }

  next(kind) {
    const last = this.runs(kind).get(this.run(kind));
    if (last) {
      const number = [...last.number.slice(0, -1), last.number.at(-1) + 1];
      return { before: last.before, number, after: last.after };
    }
    if (kind === "tieu_muc") return { before: "", number: [...this.parent, 1], after: "." };
    return FIRST[kind] ?? null;
  }

  runs(kind) {
    return THROUGHOUT.has(kind) ? this.throughout : this.own;
  }

  run(kind) {
    return kind === "tieu_muc" && this.parent.length === 0 ? "muc" : kind;
  }
}

/**
 * The number written by hand, as the server reads it.
 * @param {{so: string}} node
 * @returns {string} "" for none, and for one too long to be printed
 */
export function handWritten(node) {
  const text = node.so.normalize("NFC").replace(/[\u200b\u2060\ufeff]/gu, "");
  return [...node.so].length > MAX_LABEL ? "" : text.replace(/\s+/gu, " ").trim();
}

/**
 * The labels of a tree as they will be printed.
 * @param {object[]} tree
 * @returns {Map<number, string>} id of a node → its label; a line without any words gets the
 *   label it would have, and is not counted: it will not be printed
 */
export function labelsOf(tree) {
  const labels = new Map();
  const visit = (nodes, siblings) => {
    for (const node of nodes) {
      const label = isEmpty(node)
        ? siblings.automatic(node.kieu)
        : siblings.take(node.kieu, handWritten(node));
      labels.set(node.id, label);
      if (node.con.length) visit(node.con, siblings.below(node.kieu, label));
    }
  };
  visit(tree, new Siblings());
  return labels;
}

/**
 * Let every number written by hand follow the one before it, keeping how it is written.
 * @param {object[]} tree
 * @returns {object[]} the tree, the same where nothing changes
 */
export function renumbered(tree) {
  const visit = (nodes, siblings) => {
    const done = nodes.map((node) => {
      if (isEmpty(node)) return node;
      const so = followingNumber(node, siblings);
      const label = siblings.take(node.kieu, so);
      const con = visit(node.con, siblings.below(node.kieu, label));
      return so === node.so && con === node.con ? node : { ...node, so, con };
    });
    return done.some((node, at) => node !== nodes[at]) ? done : nodes;
  };
  return visit(tree, new Siblings());
}

function followingNumber(node, siblings) {
  const found = readLabel(node.kieu, handWritten(node));
  if (!found) return node.so;
  const { number } = siblings.next(node.kieu);
  const printed = writeLabel(node.kieu, { ...found, number });
  return printed === siblings.automatic(node.kieu) ? "" : printed;
}

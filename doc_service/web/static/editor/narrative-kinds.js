/**
 * The kinds of section: what a clerk calls them, where their words begin, what may stand below.
 * The same kinds as `doc_service/narrative/kinds.py`.
 */

import { t } from "../words.js";

const choices = () => [
  ["phan", t("Phần (I, II…)"), t("Phần")],
  ["muc", t("Mục (1, 2…)"), t("Mục")],
  ["tieu_muc", t("Tiểu mục (1.1, 1.2…)"), t("Mục")],
  ["diem", t("Điểm (a, b…)"), t("Điểm")],
  ["y", t("Ý ((1), (2)…)"), t("Ý")],
  ["buoc", t("Bước (Bước 1, Bước 2…)"), t("Bước")],
  ["dieu", t("Điều (Điều 1, Điều 2…)"), t("Điều")],
  ["gach", t("Gạch đầu dòng (-)"), t("Gạch đầu dòng")],
  ["cong", t("Dấu cộng (+)"), t("Dấu cộng")],
  ["sao", t("Dấu sao (*)"), t("Dấu sao")],
  ["doan", t("Đoạn văn"), t("Đoạn văn")],
  ["bang", t("Bảng"), t("Bảng")],
];

/** Kinds whose words are a bold heading unless someone says otherwise. */
const HEADED = new Set(["phan", "muc", "tieu_muc", "buoc", "dieu"]);

const SIGNS = new Set(["gach", "cong", "sao"]);

const UNLABELLED = new Set(["doan", "bang"]);

const BELOW = {
  phan: "muc",
  dieu: "muc",
  muc: "tieu_muc",
  tieu_muc: "tieu_muc",
  diem: "gach",
  y: "gach",
  buoc: "gach",
  gach: "cong",
  cong: "sao",
  sao: "gach",
};

/** What a node without `kieu` is, by the kind above it: `narrative/outline.py`. */
const USUAL_BELOW = { "": "phan", phan: "muc", muc: "tieu_muc", tieu_muc: "tieu_muc" };

const NAMES = new Set([...Object.keys(BELOW), ...UNLABELLED]);

/**
 * The kinds to choose from.
 * @returns {{kind: string, choice: string, word: string}[]} in the order of a document
 */
export function kindChoices() {
  return choices().map(([kind, choice, word]) => ({ kind, choice, word }));
}

/**
 * What a clerk calls a kind.
 * @param {string} kind
 * @returns {string}
 */
export function kindWord(kind) {
  return choices().find(([name]) => name === kind)[2];
}

/**
 * The field where the words of a new node go.
 * @param {string} kind
 * @returns {"tieu_de"|"chu"}
 */
export function usualField(kind) {
  return HEADED.has(kind) ? "tieu_de" : "chu";
}

/**
 * Whether other nodes may stand below one of this kind.
 * @param {string} kind
 * @returns {boolean}
 */
export function holdsNodes(kind) {
  return !UNLABELLED.has(kind);
}

/**
 * The kind a node gets when it becomes the last child of another.
 * @param {{kieu: string, con: {kieu: string}[]}} parent
 * @param {string} kind what it was
 * @returns {string}
 */
export function kindBelow(parent, kind) {
  if (UNLABELLED.has(kind)) return kind;
  const beside = parent.con.findLast((one) => !UNLABELLED.has(one.kieu));
  if (beside) return beside.kieu;
  if (SIGNS.has(kind) && !SIGNS.has(parent.kieu)) return kind;
  return BELOW[parent.kieu];
}

/**
 * The kind of a node as sent: what it says, or what is usual at its place.
 * @param {object} node
 * @param {string} above kind of its parent, "" at the top
 * @returns {string}
 */
export function kindOf(node, above) {
  if (NAMES.has(node.kieu)) return node.kieu;
  if ("cot" in node || "hang" in node) return "bang";
  if ("tieu_de" in node || "so" in node || "con" in node) return USUAL_BELOW[above] ?? "gach";
  return "doan";
}

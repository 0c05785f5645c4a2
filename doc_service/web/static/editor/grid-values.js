/**
 * Values of a grid's cells: how they are shown, and how text typed or pasted becomes a value.
 *
 * @typedef {{code: string, label: string, printed?: string}} Choice printed: what documents call it,
 *   where the page calls it otherwise
 * @typedef {{name: string, label: string, help?: string, kind: string, required?: boolean,
 *   multiline?: boolean, choices?: Choice[], maxLength?: number}} Column
 */

const MARKS = /[\u0300-\u036f]/g;
const NOT_WORDS = /[^\p{L}\p{N}]+/gu;
const ISO_DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const NUMERAL = /^(?:[ivx]{1,4}|\d{1,2})\s+/;

/**
 * Text as it is compared: no diacritics, no case, no punctuation ("Đất_đai" is "dat dai").
 *
 * @param {string} text
 * @returns {string}
 */
export function fold(text) {
  return String(text)
    .normalize("NFD")
    .replace(MARKS, "")
    .toLowerCase()
    .replaceAll("đ", "d")
    .replace(NOT_WORDS, " ")
    .trim();
}

/**
 * The choice a text names, by code or label, with or without diacritics or a leading numeral
 * ("II. Cá nhân"); undefined where it names none.
 *
 * @param {Choice[]} choices
 * @param {string} text
 * @returns {Choice | undefined}
 */
export function recognise(choices, text) {
  const exact = choices.find((choice) => choice.code === text);
  if (exact) return exact;
  const wanted = fold(text);
  if (!wanted) return undefined;
  const names = (choice) => [choice.label, choice.printed ?? choice.label].map(fold);
  const same = (choice) => [...names(choice), fold(choice.code)].includes(wanted);
  const bare = (choice) =>
    names(choice).some((name) => name.replace(NUMERAL, "") === wanted.replace(NUMERAL, ""));
  return choices.find(same) ?? choices.find(bare);
}

/**
 * The choices whose label or code holds every word of the text; those that begin with it first.
 *
 * @param {Choice[]} choices
 * @param {string} text
 * @returns {Choice[]}
 */
export function matching(choices, text) {
  const wanted = fold(text);
  if (!wanted) return choices;
  const words = wanted.split(" ");
  const rank = (choice) => (fold(choice.label).startsWith(wanted) ? 0 : 1);
  return choices
    .filter((choice) => {
      const held = [choice.label, choice.printed ?? "", choice.code].map(fold).join(" ");
      return words.every((word) => held.includes(word));
    })
    .sort((one, other) => rank(one) - rank(other));
}

/**
 * A value as a clerk reads it: a choice by its label, an ISO date as ngày/tháng/năm.
 *
 * @param {Column} column
 * @param {*} value
 * @returns {string}
 */
export function shown(column, value) {
  if (value === undefined || value === null) return "";
  const text = String(value);
  if (column.kind === "choice") {
    return column.choices?.find((choice) => choice.code === text)?.label ?? text;
  }
  const date = column.kind === "date" && ISO_DATE.exec(text);
  return date ? `${date[3]}/${date[2]}/${date[1]}` : text;
}

/**
 * A value as a document or a workbook has it: what may be pasted elsewhere.
 *
 * @param {Column} column
 * @param {*} value
 * @returns {string}
 */
export function printed(column, value) {
  const choice = column.kind === "choice" && column.choices?.find((one) => one.code === value);
  return (choice && choice.printed) || shown(column, value);
}

/**
 * The value a typed or pasted text stands for; undefined where nothing is left. A choice that is
 * not recognised stays as typed: nothing is thrown away because it is wrong.
 *
 * @param {Column} column
 * @param {string} text
 * @returns {string | undefined}
 */
export function read(column, text) {
  let clean = text.normalize("NFC").replace(/\r\n?/g, "\n").replaceAll("\u00a0", " ").trim();
  if (!column.multiline) clean = clean.replace(/\s*\n\s*/g, " ");
  if (clean === "") return undefined;
  if (column.kind !== "choice") return clean;
  return recognise(column.choices ?? [], clean)?.code ?? clean;
}

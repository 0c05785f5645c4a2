/**
 * What the server says, in the reader's language: official texts, problems and errors.
 *
 * On a page in English an official text may quote Vietnamese, which is marked as such; a problem
 * has an English sentence, with the clerk's own sentence in small print behind it.
 */

import { lookedUp } from "./words.js";

const QUOTED = /(“(?:[^“”]|“[^“”]*”)*”)/;
const LETTERS = /[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]/i;

/**
 * A text as nodes, what is Vietnamese in a page of another language marked.
 *
 * @param {string} text
 * @returns {Node[]}
 */
export function worded(text) {
  const parts = text.split(QUOTED);
  const isWhole = parts.some((part, at) => at % 2 === 0 && LETTERS.test(part));
  if (document.documentElement.lang === "vi") return [document.createTextNode(text)];
  if (isWhole) return [inVietnamese(text)];
  return parts
    .filter(Boolean)
    .map((part) => (LETTERS.test(part) ? inVietnamese(part) : document.createTextNode(part)));
}

/**
 * A problem as a tooltip says it: one sentence.
 *
 * @param {{message: string, code?: string, said?: string}} one
 * @returns {string}
 */
export function brief(one) {
  return one.said || lookedUp(`problem:${one.code}`) || one.message;
}

/**
 * A problem as nodes: its sentence, and behind an English one the original.
 *
 * @param {{message: string, code?: string, said?: string, original?: string}} one
 * @returns {Node[]}
 */
export function told(one) {
  const sentence = brief(one);
  const original = one.original || (sentence === one.message ? "" : one.message);
  return original ? [...worded(sentence), " ", inVietnamese(original, "original")] : worded(sentence);
}

/** Put problems, one after another, in the place of what an element holds. */
export function tell(element, problems) {
  element.replaceChildren(...problems.flatMap((one, at) => [at ? " " : "", ...told(one)]));
}

/**
 * What an answer of the server that is no success says, by its code.
 *
 * @param {{code?: string, detail?: string, message?: string}} body
 * @returns {{message: string, original: string}} original: the Vietnamese behind an English sentence
 */
export function errorOf(body) {
  const detail = body?.detail || body?.message || "";
  const sentence = body?.code && lookedUp(`error:${body.code}`);
  return sentence ? { message: sentence, original: detail } : { message: detail, original: "" };
}

function inVietnamese(text, className = "") {
  const element = document.createElement("span");
  element.lang = "vi";
  if (className) element.className = className;
  element.textContent = text;
  return element;
}

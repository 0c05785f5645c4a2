/**
 * The words of the page in the reader's language. Vietnamese is the source; the page may carry
 * a catalog as a data block `<script type="application/json" id="words">`.
 */

const table = JSON.parse(document.getElementById("words")?.textContent || "{}");

/**
 * The text in the reader's language, with its `%(name)s` places filled.
 *
 * @param {string} text Vietnamese source text.
 * @param {Object<string, *>} [values] What stands in the places.
 * @returns {string}
 */
export function t(text, values = {}) {
  const found = table[text] || text;
  return found.replace(/%\((\w+)\)s/g, (place, name) =>
    name in values ? String(values[name]) : place,
  );
}

/**
 * What the catalog has under a key such as `problem:required`; nothing on a Vietnamese page.
 *
 * @param {string} key
 * @returns {string|undefined}
 */
export function lookedUp(key) {
  return table[key];
}

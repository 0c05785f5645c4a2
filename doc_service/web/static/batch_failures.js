// The failures of a batch as they come, the latest first; the list of items has all of them.
import { make } from "./editor/elements.js";
import { told } from "./sentences.js";
import { t } from "./words.js";

const MOST = 50;

/**
 * @param {HTMLElement} host holds `#failed` and in it `#failures`; both may be drawn anew
 * @param {number} shown problems told of each
 * @returns {{add: (item: {number: number, label: string, source: string,
 *   problems: object[]}) => void}}
 */
export function createFailures(host, shown) {
  return {
    add(item) {
      const list = host.querySelector("#failures");
      list.querySelector(`[data-number="${Number(item.number)}"]`)?.remove();
      list.prepend(row(item, shown));
      while (list.children.length > MOST) list.lastElementChild.remove();
      host.querySelector("#failed").hidden = false;
    },
  };
}

function row(item, shown) {
  const title = make(
    "p.failure-title",
    {},
    make("span.muted", { text: t("Bản %(n)s", { n: item.number.toLocaleString("vi-VN") }) }),
    " ",
    item.label === String(item.number) ? null : make("strong.typed", { text: item.label, lang: "vi" }),
    " ",
    item.source && item.source !== item.label ? make("span.typed.muted", { text: item.source, lang: "vi" }) : null,
  );
  const more = item.problems.length - shown;
  const problems = make(
    "ul.said",
    {},
    ...item.problems.slice(0, shown).map((one) => make(`li.said-${one.severity}`, {}, ...told(placed(one)))),
    more > 0 ? make("li.muted", { text: t("… và %(n)s chỗ khác", { n: more }) }) : null,
  );
  return make("li", { "data-number": item.number }, title, problems);
}

/** A problem whose sentence begins with its cell, where it has one. */
function placed(one) {
  if (!one.place) return one;
  const { sheet, row: line, column } = one.place;
  return { ...one, message: `Trang “${sheet}”, ô ${column}${line}: ${one.message}` };
}

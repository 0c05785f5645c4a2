// Everything that stands between the draft and the final document, in order; a click goes there.
import { told } from "../sentences.js";
import { t } from "../words.js";
import { make } from "./elements.js";

/**
 * @param {{button: HTMLElement, list: HTMLElement, onChoose: function(string): void}} options
 */
export function createProblems({ button, list, onChoose }) {
  let current = [];
  const open = (is) => {
    list.hidden = !is;
    button.setAttribute("aria-expanded", String(is));
  };
  button.addEventListener("click", () => open(list.hidden));
  list.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    open(false);
    button.focus();
  });
  document.addEventListener("click", (event) => {
    if (!list.contains(event.target) && !button.contains(event.target)) open(false);
  });
  const draw = () => {
    const errors = current.filter((one) => one.severity === "error").length;
    const more = current.length - errors;
    button.textContent = errors
      ? t("%(n)s chỗ cần sửa", { n: errors })
      : more ? t("%(n)s chỗ nên xem lại", { n: more }) : t("Không còn lỗi");
    button.classList.toggle("has-errors", errors > 0);
    list.replaceChildren(
      current.length
        ? make("ol", {}, ...current.map((one) => make("li", {}, row(one))))
        : make("p.m-0", { text: t("Văn bản đã đủ, có thể phát hành.") }),
    );
  };
  const row = (one) =>
    make(`button${one.severity === "error" ? "" : ".is-warning"}`, {
      type: "button",
      on: { click: () => { open(false); onChoose(one.pointer); } },
    }, ...told(one), one.clause && make("span.clause", { text: one.clause, lang: "vi" }));
  draw();
  return {
    show(problems) {
      current = problems;
      draw();
    },
    open: () => { open(true); list.querySelector("button")?.focus(); },
    errors: () => current.filter((one) => one.severity === "error"),
  };
}

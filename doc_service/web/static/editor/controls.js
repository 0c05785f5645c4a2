// One input for each plain kind of field. A control: {element, setValue, mark, focus}.
import { tell, worded } from "../sentences.js";
import { t } from "../words.js";
import { shownDate } from "./dates.js";
import { idOf, make } from "./elements.js";

const LONG = 120;
/* Texts that may be longer than this get several lines. */

/** The control of a text, number, date, time or choice. */
export function createControl(field, pointer, { value, onChange, readOnly }) {
  const id = idOf(pointer);
  const input = INPUTS[field.kind]?.(field, id) || textInput(field, id);
  input.disabled = Boolean(readOnly);
  const said = make("p.said", { id: `${id}-said`, hidden: true });
  const words = make("span.words");
  const help = field.help && make("p.form-text", { id: `${id}-help` }, ...worded(field.help));
  input.setAttribute("aria-describedby", help ? `${id}-help ${id}-said` : `${id}-said`);
  const label = make("label.form-label", { for: id }, ...worded(field.label));
  if (field.required) label.append(make("span.must", { text: " *", title: t("Bắt buộc") }));
  const element = make("div.field", {}, words, label, input, said, help);
  if (isLong(field)) element.classList.add("is-wide");
  let touched = false;
  let problems = [];
  const show = () => showProblems(input, said, touched ? problems : problems.filter(isWorthIt));
  const write = (next) => setInput(field, input, next);
  write(value);
  input.addEventListener("input", () => {
    fit(input);
    onChange(input.value);
  });
  input.addEventListener("blur", () => {
    touched = true;
    if (field.kind === "date") {
      const better = shownDate(input.value);
      if (better !== input.value) {
        input.value = better;
        onChange(better);
      }
    }
    show();
  });
  return {
    element,
    setValue: (next) => String(next ?? "") !== input.value && write(next),
    mark(found) {
      problems = found;
      show();
    },
    count(pair) {
      words.textContent = t("%(n)s/%(limit)s từ", { n: pair[0], limit: pair[1] });
      words.classList.toggle("is-over", pair[0] > pair[1]);
    },
    focus() {
      touched = true;
      show();
      input.focus();
    },
  };
}

const isWorthIt = (problem) => problem.code !== "required";

const isLong = (field) => field.multiline || (field.maxLength || 0) > LONG;

const INPUTS = {
  integer: (field, id) => make("input.form-control.short", { id, inputmode: "numeric" }),
  date: (field, id) => make("input.form-control.short", { id, placeholder: t("ngày/tháng/năm") }),
  time: (field, id) => make("input.form-control.short", { id, placeholder: "08:30" }),
  choice(field, id) {
    const options = field.choices.map((one) =>
      make("option", { value: one.code, text: one.label }),
    );
    return make("select.form-select", { id }, make("option", { value: "", text: t("(chọn)") }), ...options);
  },
};

function textInput(field, id) {
  if (!isLong(field)) return make("input.form-control", { id });
  const area = make("textarea.form-control", { id, rows: field.multiline ? 4 : 1 });
  if (!field.multiline) {
    area.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.isComposing) event.preventDefault();
    });
  }
  return area;
}

/** Put a value into an input; a choice that is none yet stands as it was typed. */
function setInput(field, input, value) {
  const text = value === undefined || value === null ? "" : String(value);
  if (field.kind === "choice" && text && ![...input.options].some((one) => one.value === text)) {
    input.append(make("option", { value: text, text }));
  }
  input.value = text;
  requestAnimationFrame(() => fit(input));
}

function fit(input) {
  if (input.tagName !== "TEXTAREA" || !input.isConnected) return;
  input.style.height = "auto";
  input.style.height = `${input.scrollHeight + 2}px`;
}

/** Write problems under an input and tell assistive technology. */
export function showProblems(input, said, problems) {
  const isWrong = problems.some((one) => one.severity === "error");
  input.classList.toggle("is-wrong", isWrong);
  input.classList.toggle("is-doubtful", !isWrong && problems.length > 0);
  input.setAttribute("aria-invalid", String(isWrong));
  said.hidden = problems.length === 0;
  said.classList.toggle("is-warning", !isWrong);
  tell(said, problems);
}

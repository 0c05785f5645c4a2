// Rows that hold pictures or long texts: a card each, with ordinary controls inside.
import { tell, worded } from "../sentences.js";
import { t } from "../words.js";
import { idOf, make } from "./elements.js";
import { isBlank, same } from "./pointers.js";

/**
 * The control of rows drawn as cards.
 * @param {function} draw makes the control of one field of a row
 */
export function createCards(field, pointer, { value, onChange, readOnly, draw }) {
  const list = make("div");
  const said = make("p.said", { hidden: true });
  const add = make("button.btn.btn-quiet", {
    type: "button",
    text: t("Thêm mục"),
    disabled: readOnly,
    on: { click: () => { rows.push({}); redraw(); cards.at(-1).controls[0]?.control.focus([]); } },
  });
  const id = `${idOf(pointer)}-label`;
  const heading = make("h3", { id }, ...worded(field.label));
  const help = field.help && make("p.form-text", {}, ...worded(field.help));
  const element = make("div.field.is-wide", { role: "group", "aria-labelledby": id }, heading, help, list, said, add);
  let rows = value?.length ? [...value] : [{}];
  let cards = [];

  const places = () => rows.flatMap((row, at) => (isBlank(row) ? [] : [at]));
  const report = () => onChange(rows.filter((row) => !isBlank(row)));
  const change = (at, name, next) => {
    rows[at] = { ...rows[at], [name]: next };
    if (isBlank(next)) delete rows[at][name];
    report();
  };
  const move = (at, by) => {
    const [row] = rows.splice(at, 1);
    rows.splice(at + by, 0, row);
    redraw();
    report();
  };
  const remove = (at) => {
    rows.splice(at, 1);
    redraw();
    report();
  };
  const button = (text, onClick, disabled) =>
    make("button.btn.btn-quiet.btn-small", { type: "button", text, disabled: disabled || readOnly, on: { click: onClick } });

  function redraw() {
    cards = rows.map((row, at) => {
      const controls = field.fields.map((inner) => ({
        name: inner.name,
        control: draw(inner, `${pointer}/${at}/${inner.name}`, row[inner.name], (next) => change(at, inner.name, next)),
      }));
      const head = make("header", {},
        make("strong", { text: t("Mục %(n)s", { n: at + 1 }) }),
        button(t("Lên"), () => move(at, -1), at === 0),
        button(t("Xuống"), () => move(at, 1), at === rows.length - 1),
        button(t("Xóa"), () => remove(at)));
      const card = make("div.card-row", { role: "group", "aria-label": t("Mục %(n)s", { n: at + 1 }) }, head, ...controls.map((one) => one.control.element));
      return { card, controls };
    });
    list.replaceChildren(...cards.map((one) => one.card));
  }
  redraw();
  const controlAt = (rest) => {
    const card = cards[places()[Number(rest[0])] ?? Number(rest[0])];
    return card?.controls.find((one) => one.name === rest[1])?.control ?? card?.controls[0]?.control;
  };
  return {
    element,
    setValue(next) {
      if (same(next || [], rows.filter((row) => !isBlank(row)))) return;
      rows = next?.length ? [...next] : [{}];
      redraw();
    },
    mark(problems) {
      const whole = problems.filter((one) => one.rest.length < 2);
      said.hidden = whole.length === 0;
      tell(said, whole);
      cards.forEach(({ controls }, at) => controls.forEach(({ name, control }) => {
        const mine = problems.filter((one) => places()[Number(one.rest[0])] === at && one.rest[1] === name);
        control.mark(mine.map((one) => ({ ...one, rest: one.rest.slice(2) })));
      }));
    },
    count: (pair, rest) => controlAt(rest)?.count?.(pair, []),
    focus: (rest) => (controlAt(rest) ? controlAt(rest).focus(rest.slice(2)) : add.focus()),
  };
}

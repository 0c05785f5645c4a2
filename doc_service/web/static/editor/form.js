// The form on the left, drawn from its fields; problems find their way to the right input.
import { ask } from "../asking.js";
import { tell, worded } from "../sentences.js";
import { t } from "../words.js";
import { createCards } from "./cards.js";
import { createControl } from "./controls.js";
import { idOf, make } from "./elements.js";
import { createNarrative } from "./narrative.js";
import { createPicture } from "./pictures.js";
import { parts, same } from "./pointers.js";
import { createRows } from "./rows.js";

/**
 * @param {HTMLElement} host
 * @param {{fields: object[], store: object, signers: object[], address: string, readOnly: boolean}} options
 * @returns {{refresh: function(): void, mark: function(object[]): void, count: function(object): void,
 *   focus: function(string): void, labelOf: function(string): string}}
 */
export function createForm(host, options) {
  const { fields, store } = options;
  const controls = new Map();
  const draw = (field, pointer, value, onChange) => {
    const given = { ...options, value, onChange, draw };
    return (DRAWN[kindOf(field)] || createControl)(field, pointer, given);
  };
  for (const [title, inside] of sections(fields)) {
    const part = make("section.part", {}, make("h2", {}, ...worded(title)));
    for (const field of inside) {
      const pointer = `/${field.name}`;
      const control = draw(field, pointer, store.get(pointer), (value) => store.set(pointer, value));
      controls.set(field.name, control);
      part.append(control.element);
    }
    host.append(part);
  }
  return {
    refresh() {
      for (const field of fields) controls.get(field.name).setValue(store.get(`/${field.name}`));
    },
    mark(problems) {
      for (const field of fields) controls.get(field.name).mark(under(problems, field.name));
    },
    count(words) {
      for (const [pointer, pair] of Object.entries(words)) {
        const [name, ...rest] = parts(pointer);
        controls.get(name)?.count?.(pair, rest);
      }
    },
    focus(pointer) {
      const [name, ...rest] = parts(pointer);
      const control = controls.get(name) || controls.get(fields[0].name);
      control.element.scrollIntoView({ block: "center" });
      control.focus(rest);
    },
    labelOf: (pointer) => labelOf(fields, parts(pointer)),
  };
}

/** Fields by section, in their order; what names none stands with the one before. */
function sections(fields) {
  const found = [];
  for (const field of fields) {
    const title = field.section || found.at(-1)?.[0] || t("Văn bản");
    if (found.at(-1)?.[0] === title) found.at(-1)[1].push(field);
    else found.push([title, [field]]);
  }
  return found;
}

function under(problems, name) {
  return problems
    .map((one) => ({ ...one, path: parts(one.pointer) }))
    .filter((one) => one.path[0] === name)
    .map((one) => ({ ...one, rest: one.path.slice(1) }));
}

function labelOf(fields, path) {
  const said = [];
  let inside = fields;
  for (const name of path) {
    if (/^\d+$/.test(name)) {
      said.push(t("dòng %(n)s", { n: Number(name) + 1 }));
      continue;
    }
    const field = inside.find((one) => one.name === name);
    said.push(field?.label || name);
    inside = field?.fields || [];
  }
  return said.join(", ");
}

function kindOf(field) {
  if (field.kind !== "rows") return field.kind;
  return field.fields.some((one) => one.kind === "picture" || one.maxWords) ? "cards" : "rows";
}

const DRAWN = {
  object: createObject,
  rows: createRows,
  cards: createCards,
  narrative: createBody,
  picture: createPicture,
};

/** The control of an object: its fields in a group; a signer may be taken from the profile. */
function createObject(field, pointer, options) {
  let current = options.value || {};
  const inside = make("div.inside");
  const controls = field.fields.map((inner) => {
    const change = (value) => {
      current = { ...current, [inner.name]: value };
      if (value === "" || value === undefined) delete current[inner.name];
      options.onChange(current);
    };
    const control = options.draw(inner, `${pointer}/${inner.name}`, current[inner.name], change);
    inside.append(control.element);
    return [inner.name, control];
  });
  const setValue = (value) => {
    current = value || {};
    for (const [name, control] of controls) control.setValue(current[name]);
  };
  const said = make("p.said", { hidden: true });
  const legend = make("legend", {}, ...worded(field.label));
  const choose = field.shared === "nguoi_ky" && options.signers.length > 1
    ? chooser(options.signers, (signer) => { setValue(signer); options.onChange(signer); }, pointer)
    : null;
  return {
    element: make("div.field.is-wide", {}, make("fieldset", {}, legend, choose, inside, said)),
    setValue,
    mark(problems) {
      const whole = problems.filter((one) => !one.rest.length && one.code !== "required");
      said.hidden = whole.length === 0;
      said.classList.toggle("is-warning", whole.every((one) => one.severity !== "error"));
      tell(said, whole);
      for (const [name, control] of controls) {
        const mine = problems.filter((one) => one.rest[0] === name);
        control.mark(mine.map((one) => ({ ...one, rest: one.rest.slice(1) })));
      }
    },
    count: (pair, rest) => controls.find(([name]) => name === rest[0])?.[1].count?.(pair, rest.slice(1)),
    focus(rest) {
      const [, control] = controls.find(([name]) => name === rest[0]) || controls[0];
      control.focus(rest.slice(1));
    },
  };
}

function chooser(signers, onChoose, pointer) {
  const id = `${idOf(pointer)}-usual`;
  const select = make("select.form-select", { id }, make("option", { value: "", text: t("(người khác)") }),
    ...signers.map((one, at) => make("option", { value: at, text: `${one.chuc_vu || ""} ${one.ho_ten || ""}`.trim(), lang: "vi" })));
  select.addEventListener("change", () => select.value !== "" && onChoose({ ...signers[Number(select.value)] }));
  return make("div.field", {}, make("label.form-label", { for: id, text: t("Lấy từ hồ sơ đơn vị") }), select);
}

/** The control of a narrative. */
function createBody(field, pointer, { value, onChange, address }) {
  const host = make("div");
  const id = `${idOf(pointer)}-label`;
  const heading = make("h3", { id }, ...worded(field.label));
  const help = field.help && make("p.form-text", {}, ...worded(field.help));
  const said = make("p.said", { hidden: true });
  const narrative = createNarrative(host, {
    value,
    label: field.label,
    labelledBy: id,
    maxWords: field.maxWords,
    parse: async (text, { pasted }) =>
      (await ask("POST", `${address}/doc-chu`, { text, pasted })).nodes,
    onChange,
  });
  return {
    element: make("div.field.is-wide", { role: "group", "aria-labelledby": id }, heading, help, host, said),
    setValue: (next) => same(next, narrative.value()) || narrative.setValue(next),
    mark(problems) {
      const whole = problems.filter((one) => !one.rest.length && one.code !== "required");
      said.hidden = whole.length === 0;
      tell(said, whole);
      narrative.mark(problems.filter((one) => one.rest.length).map((one) => ({ ...one, pointer: `/${one.rest.join("/")}` })));
    },
    count: (pair) => narrative.setWords(pair[0]),
    focus: (rest) => narrative.focus(rest.length ? `/${rest.join("/")}` : ""),
  };
}

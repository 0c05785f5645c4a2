/** Elements that the parts of the narrative editor are made of. */

let lastId = 0;

/**
 * An element with attributes and children.
 * @param {string} name
 * @param {Object<string, string|boolean|Function>} attributes true sets an empty attribute, false
 *   none; a function listens to the event named
 * @param {...(Node|string)} children
 * @returns {HTMLElement}
 */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") made.addEventListener(key, value);
    else if (value !== false) made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children);
  return made;
}

/**
 * An id that no other element has.
 * @param {string} stem
 * @returns {string}
 */
export function newId(stem) {
  lastId += 1;
  return `${stem}-${lastId}`;
}

/**
 * A button that leaves the caret where it is.
 * @param {string} text
 * @param {() => void} press
 * @param {Object<string, string>} attributes
 * @returns {HTMLButtonElement}
 */
export function button(text, press, attributes = {}) {
  return element(
    "button",
    {
      type: "button",
      class: "btn btn-sm btn-quiet",
      mousedown: (event) => event.preventDefault(),
      click: press,
      ...attributes,
    },
    text,
  );
}

/**
 * A text area as high as its words. The words stand a second time, unseen, in the attribute
 * `data-words` of the box around it: that gives the height without measuring anything.
 * @param {string} field name of the field it holds
 * @param {string} kind class of the box
 * @returns {HTMLDivElement} the box
 */
export function growingArea(field, kind = "") {
  const area = element("textarea", {
    rows: "1",
    "data-field": field,
    autocomplete: "off",
    enterkeyhint: "enter",
  });
  return element("div", { class: `narrative-field ${kind}`.trim() }, area);
}

/**
 * Show words in a growing area, without touching what is being typed there.
 * @param {HTMLElement} box as `growingArea` makes it
 * @param {string} words
 */
export function showWords(box, words) {
  const area = box.firstElementChild;
  if (area.value !== words) area.value = words;
  if (box.dataset.words !== words) box.dataset.words = words;
}

/**
 * Set or take away an attribute, where it differs.
 * @param {Element} target
 * @param {string} name
 * @param {string} value "" takes it away
 */
export function setAttribute(target, name, value) {
  if ((target.getAttribute(name) ?? "") === value) return;
  if (value) target.setAttribute(name, value);
  else target.removeAttribute(name);
}

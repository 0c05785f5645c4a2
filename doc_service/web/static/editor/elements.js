// Making elements without innerHTML.

/**
 * @param {string} name tag, with classes after dots: "p.said.small"
 * @param {object} [attributes] `text` is the content; `on` is {event: listener}; null leaves out
 * @param {...(Node|string)} children
 */
export function make(name, attributes = {}, ...children) {
  const [tag, ...classes] = name.split(".");
  const element = document.createElement(tag);
  if (classes.length) element.className = classes.join(" ");
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (key === "text") element.textContent = value;
    else if (key === "on") {
      for (const [event, listener] of Object.entries(value)) element.addEventListener(event, listener);
    } else element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.filter(Boolean));
  return element;
}

/** An id for a pointer that labels and descriptions can refer to. */
export function idOf(pointer) {
  return `f${pointer.replace(/[^A-Za-z0-9]+/g, "-")}`;
}

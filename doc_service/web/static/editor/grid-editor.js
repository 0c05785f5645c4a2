/**
 * The one text box of a grid. It always has the focus, unseen over the active cell, so the first
 * key of an input method (Telex, VNI) is typed into it like any other; with the first character it
 * shows itself and the cell is being edited. Nothing is taken from it while a composition is open.
 */

import { ChoiceList } from "./grid-choices.js";
import { shown } from "./grid-values.js";

/**
 * @typedef {{column: Column, value: *, cell: HTMLElement | undefined}} Subject The active cell.
 * @typedef {"ready" | "typing" | "editing"} State While typing, arrows leave the cell; while
 *   editing they move in its text.
 */

/** Where the texts of a grid are typed. */
export class Editor {
  #frame;
  #id;
  #told;
  #list;
  #state = "ready";
  #start = "";
  #isComposing = false;

  /**
   * @param {HTMLElement} frame
   * @param {{id: string, subject: function(): Subject, onCommit: function(string): void,
   *   onTyping: function(string | null): void, onKey: function(KeyboardEvent, State): void}} told
   *   `onCommit` gets the text, or the code picked, where it changed; `onTyping` the text so far,
   *   null when it is given up; `onKey` each key that is not the list's.
   */
  constructor(frame, { id, ...told }) {
    this.#frame = frame;
    this.#id = id;
    this.#told = told;
    this.box = makeBox();
    frame.append(this.box);
    this.#list = new ChoiceList(frame, {
      id: `${id}-choices`,
      onPick: (choice) => this.#finish(choice.code),
      onPoint: (option) => this.#pointAt(option),
    });
    this.#listen();
  }

  get isEditing() {
    return this.#state !== "ready";
  }

  focus() {
    this.box.focus({ preventScroll: true });
  }

  /** Edit the active cell: its own text, or another in its place. */
  open(text) {
    const { column, value } = this.#told.subject();
    this.box.value = text ?? shown(column, value);
    this.#begin(text === undefined ? "editing" : "typing");
    if (column.kind === "choice" && text === undefined) this.box.select();
    else this.box.setSelectionRange(this.box.value.length, this.box.value.length);
  }

  newLine() {
    this.box.setRangeText("\n", this.box.selectionStart, this.box.selectionEnd, "end");
    this.#typed();
  }

  commit() {
    if (this.isEditing) this.#finish(this.#list.pointed?.code ?? this.box.value);
  }

  cancel() {
    this.#end();
    this.#told.onTyping(null);
  }

  /** Lay the box over the active cell; while editing it grows with its text. */
  place() {
    const { cell } = this.#told.subject();
    const isSeen = Boolean(cell?.isConnected);
    this.box.classList.toggle("is-away", !isSeen);
    if (!isSeen) return;
    const { width, height, left, top } = cell.getBoundingClientRect();
    const around = this.#frame.getBoundingClientRect();
    const { style } = this.box;
    style.left = `${left - around.left}px`;
    style.top = `${top - around.top}px`;
    style.width = `${width}px`;
    style.minHeight = `${height}px`;
    if (!this.isEditing) return;
    style.height = "auto";
    style.height = `${this.box.scrollHeight}px`;
    if (this.#list.isOpen) this.#list.place(this.box.getBoundingClientRect(), around);
  }

  /** Say where the focus is while moving about: in which cell of the table. */
  describe() {
    if (this.isEditing) return;
    const { cell, column } = this.#told.subject();
    this.box.setAttribute("aria-label", column?.label ?? "");
    this.box.setAttribute("aria-controls", `${this.#id}-table`);
    this.#pointAt(cell?.isConnected ? cell.id : "");
  }

  #pointAt(elementId) {
    if (elementId) this.box.setAttribute("aria-activedescendant", elementId);
    else this.box.removeAttribute("aria-activedescendant");
  }

  #begin(state) {
    const { column, value } = this.#told.subject();
    this.#state = state;
    this.#start = shown(column, value);
    this.#frame.classList.add("is-editing");
    this.box.setAttribute("aria-controls", `${this.#id}-choices`);
    this.#pointAt("");
    if (column.kind === "choice") {
      this.#list.open(column, value);
      if (state === "typing") this.#list.narrow(this.box.value);
    }
    this.place();
  }

  #end() {
    this.#state = "ready";
    this.box.value = "";
    this.box.style.height = "";
    this.#list.close();
    this.#frame.classList.remove("is-editing");
    this.describe();
  }

  #finish(text) {
    const isOther = text !== this.#start;
    this.#end();
    if (isOther) this.#told.onCommit(text);
    else this.#told.onTyping(null);
  }

  #typed() {
    if (!this.isEditing) this.#begin("typing");
    if (!this.#isComposing) {
      if (this.#told.subject().column.kind === "choice") this.#list.narrow(this.box.value);
      else this.#told.onTyping(this.box.value);
    }
    this.place();
  }

  #listen() {
    const { box } = this;
    box.addEventListener("compositionstart", () => {
      this.#isComposing = true;
      if (!this.isEditing) this.#begin("typing");
    });
    box.addEventListener("compositionend", () => {
      this.#isComposing = false;
      if (this.isEditing) this.#typed();
    });
    box.addEventListener("input", () => this.#typed());
    box.addEventListener("keydown", (event) => {
      // 229: the key belongs to an input method, in browsers that do not say isComposing.
      if (event.isComposing || event.keyCode === 229) return;
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step && this.#list.isOpen && !event.altKey) {
        event.preventDefault();
        this.#list.move(step);
      } else this.#told.onKey(event, this.#state);
    });
    box.addEventListener("blur", () => this.commit());
  }
}

function makeBox() {
  const box = document.createElement("textarea");
  box.className = "grid-editor";
  box.rows = 1;
  box.lang = "vi";
  box.spellcheck = false;
  box.autocomplete = "off";
  box.setAttribute("autocapitalize", "off");
  return box;
}

/** The pages of a preview: their boxes, what is drawn in them, where the reader has scrolled to. */

import { t } from "../words.js";
import { anchorAt, heightOf, layOut, mainPage, MARGIN, pagesBetween } from "./preview-layout.js";

const AFTER_RESIZING_MS = 120;

/** Pages within so many views are drawn ahead; beyond the second number their pictures are freed. */
const AHEAD = 1;
const KEPT = 3;

/** A document that is replaced sooner has only the pages drawn that are seen. */
const AHEAD_AFTER_MS = 400;

/**
 * @param {HTMLElement} scroller An empty element that scrolls.
 * @param {"width" | "page" | number} zoom
 * @param {() => void} onMoved Another page or scale is seen.
 */
export function createPages(scroller, zoom, onMoved) {
  return new Pages(scroller, zoom, onMoved);
}

class Pages {
  #scroller;
  #onMoved;
  #zoom;
  #view = { width: 0, height: 0, ratio: 1 };
  #source = null;
  #sizes = [];
  #boxes = [];
  /** One per page: `drawn` is what its canvas shows, as `generation:pixels`. */
  #shells = [];
  #generation = 0;
  #drawing = null;
  #resting = false;
  /** Where `goTo` put a page that may be too near the end to come to the top. */
  #pinned = { page: 0, top: NaN };
  #frame = 0;
  #timer = 0;
  #replacedAt = 0;
  #aheadTimer = 0;
  #observer;
  #listening = new AbortController();

  constructor(scroller, zoom, onMoved) {
    this.#scroller = scroller;
    this.#zoom = zoom;
    this.#onMoved = onMoved;
    this.#look();
    this.#observer = new ResizeObserver(() => this.#resized());
    this.#observer.observe(scroller);
    scroller.addEventListener("scroll", () => this.#scrolled(), {
      passive: true,
      signal: this.#listening.signal,
    });
  }

  get count() {
    return this.#sizes.length;
  }

  /** The page seen, from 0. */
  get current() {
    const top = this.#scroller.scrollTop;
    if (Math.abs(top - this.#pinned.top) <= 1 && this.#pinned.page < this.count) {
      return this.#pinned.page;
    }
    return mainPage(this.#boxes, top, top + this.#view.height);
  }

  get zoom() {
    return this.#zoom;
  }

  /** The scale at which the page seen is shown; 1 is the true size of paper. */
  get scale() {
    return this.#boxes[this.current]?.scale ?? 1;
  }

  /** Sizes as far as the pages of before tell, for a document of so many pages. */
  guess(count) {
    return Array.from({ length: count }, (_, page) => this.#sizes[page] ?? this.#sizes.at(-1));
  }

  /** The boxes of the pages that would be seen if the pages had these sizes, by page. */
  wouldSee(sizes) {
    const boxes = layOut(sizes, this.#view, this.#zoom);
    const last = boxes.at(-1);
    const end = last.top + last.height + MARGIN - this.#view.height;
    const top = Math.max(0, Math.min(heightOf(this.#anchor(), boxes), end));
    const seen = pagesBetween(boxes, top, top + this.#view.height);
    return new Map(seen.map((page) => [page, boxes[page]]));
  }

  /** Leave the processor to a document that is about to take over. */
  rest() {
    this.#resting = true;
    this.#stop();
  }

  /** Draw again what is missing. */
  resume() {
    this.#resting = false;
    this.#refresh();
  }

  /**
   * Put another document in the place of the one shown, at the same place of the same page.
   *
   * @param {object} source Of preview-reader.js; whoever opened it closes it.
   * @param {{width: number, height: number}[]} sizes
   * @param {Map<number, HTMLCanvasElement>} canvases Of the pages that are seen.
   */
  replace(source, sizes, canvases) {
    this.#stop();
    this.#source = source;
    this.#generation += 1;
    this.#replacedAt = performance.now();
    this.#arrange(sizes, 0, () => {
      for (const [page, canvas] of canvases) this.#swap(page, canvas);
    });
  }

  /** Correct sizes that were only guessed. */
  resize(sizes) {
    const same = (size, page) =>
      size.width === this.#sizes[page].width && size.height === this.#sizes[page].height;
    if (!sizes.every(same)) this.#arrange(sizes, 0);
  }

  setZoom(zoom) {
    this.#zoom = zoom;
    this.#arrange(this.#sizes, this.#view.height / 2);
    this.#refresh();
  }

  /** Bring a page (from 0) to the top. */
  goTo(page) {
    const wanted = Math.max(0, Math.min(page, this.count - 1));
    if (!this.#boxes[wanted]) return;
    this.#scroller.scrollTop = wanted ? this.#boxes[wanted].top - 8 : 0;
    this.#pinned = { page: wanted, top: this.#scroller.scrollTop };
    this.#moved();
  }

  scrollByView(direction) {
    this.#scroller.scrollTop += direction * this.#view.height * 0.9;
  }

  destroy() {
    this.#stop();
    this.#source = null;
    this.#listening.abort();
    this.#observer.disconnect();
    cancelAnimationFrame(this.#frame);
    clearTimeout(this.#timer);
    clearTimeout(this.#aheadTimer);
    this.#scroller.replaceChildren();
  }

  #look() {
    const { clientWidth: width, clientHeight: height } = this.#scroller;
    this.#view = { width, height, ratio: globalThis.devicePixelRatio || 1 };
  }

  #anchor(below = 0) {
    return anchorAt(this.#boxes, this.#scroller.scrollTop + below);
  }

  /** Give the pages these sizes; the paper so far below the top of the view stays in its place. */
  #arrange(sizes, below, change = () => {}) {
    const { scrollTop, scrollLeft, scrollWidth } = this.#scroller;
    const anchor = this.#anchor(below);
    const { page } = this.#pinned;
    const pinned = Math.abs(scrollTop - this.#pinned.top) <= 1;
    this.#sizes = sizes;
    this.#boxes = layOut(sizes, this.#view, this.#zoom);
    this.#shape();
    change();
    if (scrollTop > 0) this.#scroller.scrollTop = heightOf(anchor, this.#boxes) - below;
    if (scrollWidth > this.#view.width) {
      const middle = (scrollLeft + this.#view.width / 2) / scrollWidth;
      this.#scroller.scrollLeft = middle * this.#scroller.scrollWidth - this.#view.width / 2;
    }
    this.#pinned = { page, top: pinned ? this.#scroller.scrollTop : NaN };
    this.#onMoved();
  }

  /** Make as many boxes as there are pages, of their sizes; a picture in them is stretched. */
  #shape() {
    for (const shell of this.#shells.splice(this.count)) shell.element.remove();
    while (this.#shells.length < this.count) {
      const element = document.createElement("div");
      element.className = "preview-page";
      this.#scroller.append(element);
      this.#shells.push({ element, drawn: "", width: 0, height: 0 });
    }
    this.#shells.forEach((shell, page) => {
      const { width, height } = this.#boxes[page];
      if (shell.width !== width) shell.element.style.width = `${width}px`;
      if (shell.height !== height) shell.element.style.height = `${height}px`;
      Object.assign(shell, { width, height });
      shell.element.firstChild?.setAttribute("aria-label", this.#nameOf(page));
    });
  }

  #nameOf(page) {
    return t("Trang %(n)s trên %(total)s", { n: page + 1, total: this.count });
  }

  #wanted(page) {
    return `${this.#generation}:${this.#boxes[page].pixels}`;
  }

  #swap(page, canvas) {
    const shell = this.#shells[page];
    canvas.setAttribute("role", "img");
    canvas.setAttribute("aria-label", this.#nameOf(page));
    shell.element.replaceChildren(canvas);
    shell.drawn = `${this.#generation}:${canvas.width}`;
  }

  #stop() {
    this.#drawing?.cancel();
    this.#drawing = null;
  }

  /** Draw the next page that lacks its picture: those seen first, then those near. */
  #refresh() {
    if (this.#resting || !this.#source) return;
    const top = this.#scroller.scrollTop;
    const { height } = this.#view;
    const within = (views) =>
      pagesBetween(this.#boxes, top - views * height, top + (1 + views) * height);
    this.#free(new Set(within(KEPT)));
    const lacks = (page) => this.#shells[page].drawn !== this.#wanted(page);
    const lacking = [...within(0).filter(lacks), ...this.#ahead(within).filter(lacks)];
    if (!lacking.length) return;
    const same = this.#drawing && lacking[0] === this.#drawing.page;
    if (same && this.#drawing.wanted === this.#wanted(lacking[0])) return;
    this.#stop();
    this.#draw(lacking[0]);
  }

  /** The pages near, once nobody seems to be typing. */
  #ahead(within) {
    const early = this.#replacedAt + AHEAD_AFTER_MS - performance.now();
    clearTimeout(this.#aheadTimer);
    if (early <= 0) return within(AHEAD);
    this.#aheadTimer = setTimeout(() => this.#refresh(), early);
    return [];
  }

  async #draw(page) {
    const wanted = this.#wanted(page);
    const drawing = { ...this.#source.draw(page, this.#boxes[page].pixels), page, wanted };
    this.#drawing = drawing;
    const canvas = await drawing.canvas.catch(() => null);
    if (this.#drawing !== drawing) return;
    this.#drawing = null;
    if (canvas) this.#swap(page, canvas);
    this.#shells[page].drawn = wanted; // a page that can't be drawn isn't tried for ever
    this.#refresh();
  }

  #free(kept) {
    this.#shells.forEach((shell, page) => {
      if (kept.has(page) || !shell.drawn) return;
      shell.element.replaceChildren();
      shell.drawn = "";
    });
  }

  #scrolled() {
    this.#frame ||= requestAnimationFrame(() => this.#moved());
  }

  #moved() {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.#onMoved();
    this.#refresh();
  }

  #resized() {
    const before = this.#view;
    this.#look();
    const { width, height, ratio } = this.#view;
    if (before.width === width && before.height === height && before.ratio === ratio) return;
    this.#arrange(this.#sizes, 0);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#refresh(), AFTER_RESIZING_MS);
  }
}

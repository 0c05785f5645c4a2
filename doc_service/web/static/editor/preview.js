/** The live preview: the PDF as paper will show it, renewed while somebody types. */

import { t } from "../words.js";
import { zoomStep } from "./preview-layout.js";
import { createNotice } from "./preview-notice.js";
import { createPages } from "./preview-pages.js";
import { createReader } from "./preview-reader.js";
import { createToolbar } from "./preview-toolbar.js";

const REMEMBERED_AS = "preview.zoom";

/** Longest wait for a frame: a tab nobody sees gets none. */
const LONGEST_FRAME_MS = 500;

/** Pages measured between two breaths of the worker, once the pages seen are painted. */
const MEASURED_AT_ONCE = 16;

/**
 * Fill an empty element of a definite height with a preview.
 *
 * - `show(bytes)` shows a PDF (the bytes stay the caller's) and resolves with the pages and the
 *   milliseconds from the call to the paint, or with null when a newer `show` came before; it rejects
 *   when the bytes can't be read as a PDF, and the last good page stays. What is shown keeps its page,
 *   place and zoom. A PDF that is shown takes a failure away.
 * - `busy(is)` says after a second that a newer page is being made.
 * - `fail(sentence, actions)` says over the last good page why there is no newer one.
 * - `clearFailure()` takes that away.
 * - `goTo(page)` brings a page, counted from 1, to the top.
 * - `destroy()` frees everything and empties the element.
 *
 * @param {HTMLElement} host
 * @param {{label?: string,
 *   onRendered?: (painted: {pages: number, ms: number, at: number}) => void}} options `at` is on the
 *   clock of `performance.now()`.
 */
export function createPreview(host, options = {}) {
  const reader = createReader();
  const notice = createNotice();
  const scroller = document.createElement("div");
  const say = () => {
    const { count, current, scale, zoom } = pages;
    toolbar.say({ page: current + 1, pages: count, percent: Math.round(scale * 100), zoom });
  };
  const zoomTo = (zoom) => {
    pages.setZoom(zoom);
    remember(zoom);
  };
  const actions = {
    goTo: (page) => pages.goTo(page - 1),
    turn: (by) => pages.goTo(pages.current + by),
    resize: (direction) => zoomTo(zoomStep(pages.scale, direction)),
    fit: zoomTo,
    scroll: (direction) => pages.scrollByView(direction),
    fitsPage: () => pages.zoom === "page",
  };
  const toolbar = createToolbar(actions);
  furnish(host, options.label ?? t("Bản xem trước"), toolbar.element, scroller, notice.element);
  const pages = createPages(scroller, remembered(), say);
  const listening = new AbortController();
  host.addEventListener("keydown", (event) => press(event, actions), { signal: listening.signal });
  say();

  const shower = createShower(reader, pages, (painted) => {
    notice.clear();
    options.onRendered?.(painted);
  });

  return {
    show: shower.show,
    busy: notice.busy,
    fail(sentence, choices) {
      notice.fail(sentence, choices);
    },
    clearFailure: notice.clear,
    goTo: actions.goTo,
    async destroy() {
      listening.abort();
      notice.destroy();
      pages.destroy();
      host.replaceChildren();
      host.classList.remove("preview");
      shower.stop();
      await reader.destroy();
    },
  };
}

/** Show one document after the other; only the newest counts. */
function createShower(reader, pages, onPainted) {
  let shown = null;
  let coming = null;

  const show = async (bytes) => {
    const started = performance.now();
    const opening = reader.open(bytes);
    if (coming !== shown) coming?.close();
    coming = opening;
    const outdated = () => coming !== opening;
    pages.rest();
    try {
      const source = await opening.source;
      const sizes = await sizesSeen(source, pages);
      const canvases = await drawSeen(source, pages, sizes);
      if (outdated()) return null;
      pages.replace(source, sizes.all, canvases);
      const before = shown;
      shown = opening;
      const at = await painted();
      before?.close();
      const result = { pages: source.count, ms: at - started };
      if (!outdated()) onPainted({ ...result, at });
      await measureRest(source, sizes, pages, outdated);
      return outdated() ? null : result;
    } catch (error) {
      if (outdated()) return null;
      opening.close();
      throw error;
    } finally {
      if (!outdated()) pages.resume();
    }
  };

  const stop = () => {
    for (const one of new Set([shown, coming])) one?.close();
    shown = coming = null;
  };

  return { show, stop };
}

/**
 * Measure the pages that will be seen; the others are taken to be as before until later.
 *
 * @returns {Promise<{all: {width: number, height: number}[], known: Set<number>}>}
 */
async function sizesSeen(source, pages) {
  const first = await source.sizeOf(0);
  const all = pages.guess(source.count).map((size) => size ?? first);
  const known = new Set([0]);
  all[0] = first;
  for (;;) {
    const unknown = [...pages.wouldSee(all).keys()].filter((page) => !known.has(page));
    if (!unknown.length) return { all, known };
    await measure(source, unknown, all, known);
  }
}

async function measure(source, wanted, all, known) {
  const sizes = await Promise.all(wanted.map((page) => source.sizeOf(page)));
  wanted.forEach((page, at) => {
    all[page] = sizes[at];
    known.add(page);
  });
}

async function measureRest(source, { all, known }, pages, outdated) {
  const sizes = [...all];
  const rest = sizes.map((_, page) => page).filter((page) => !known.has(page));
  while (rest.length && !outdated()) {
    await measure(source, rest.splice(0, MEASURED_AT_ONCE), sizes, known);
  }
  if (!outdated()) pages.resize(sizes);
}

async function drawSeen(source, pages, sizes) {
  const seen = [...pages.wouldSee(sizes.all)];
  const drawn = seen.map(([page, box]) => source.draw(page, box.pixels).canvas);
  const canvases = await Promise.all(drawn);
  return new Map(seen.map(([page], at) => [page, canvases[at]]));
}

/** Wait until what was just changed is on the screen; says when. */
function painted() {
  return new Promise((resolve) => {
    const done = () => resolve(performance.now());
    const timer = setTimeout(done, LONGEST_FRAME_MS);
    requestAnimationFrame(() => {
      clearTimeout(timer);
      // a message, unlike a promise, comes after the frame
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = done;
      port2.postMessage(null);
    });
  });
}

function furnish(host, label, toolbar, scroller, notice) {
  const view = document.createElement("div");
  host.classList.add("preview");
  host.setAttribute("role", "region");
  host.setAttribute("aria-label", label);
  view.className = "preview-view";
  scroller.className = "preview-pages";
  scroller.tabIndex = 0;
  scroller.setAttribute("role", "group");
  scroller.setAttribute("aria-label", t("Các trang văn bản"));
  view.append(scroller, notice);
  host.replaceChildren(toolbar, view);
}

/** Keys inside the preview; the browser's own zoom keeps the rest of the page. */
function press(event, actions) {
  const control = event.ctrlKey || event.metaKey;
  const down = event.key === "PageDown" ? 1 : event.key === "PageUp" ? -1 : 0;
  const larger = { "+": 1, "=": 1, "-": -1, _: -1 }[event.key];
  if (event.altKey) return;
  if (control && larger) actions.resize(larger);
  else if (control && event.key === "0") actions.fit("width");
  else if (!control && down && actions.fitsPage()) actions.turn(down);
  else if (!control && down) actions.scroll(down);
  else return;
  event.preventDefault();
}

function remember(zoom) {
  try {
    sessionStorage.setItem(REMEMBERED_AS, String(zoom));
  } catch {
    // a browser that keeps nothing still shows everything
  }
}

function remembered() {
  try {
    const zoom = sessionStorage.getItem(REMEMBERED_AS);
    return zoom === "page" ? zoom : Number(zoom) || "width";
  } catch {
    return "width";
  }
}

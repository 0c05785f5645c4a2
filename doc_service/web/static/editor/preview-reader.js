/**
 * PDF.js, as the preview uses it: one worker for all documents, nothing but pictures of pages.
 *
 * What was measured (two A4 pages of text, two cores, no graphics card):
 * - Glyphs are drawn as paths (`disableFontFace`): as fast and as sharp as through the browser's
 *   fonts, but those are added to the whole page's fonts at every update, which lays out all text of
 *   the page anew: 190 ms more beside a grid of 5,000 rows.
 * - The intent "print" draws at once instead of waiting for the next frame of the screen, goes on
 *   in a tab that isn't seen, and shows what paper will show.
 */

const LIBRARY = new URL("../vendor/pdfjs/pdf.min.mjs", import.meta.url);
const WORKER = new URL("../vendor/pdfjs/pdf.worker.min.mjs", import.meta.url);

const READING = {
  isEvalSupported: false,
  disableFontFace: true,
  useSystemFonts: false,
  isOffscreenCanvasSupported: false,
  useWasm: false,
  enableXfa: false,
  disableAutoFetch: true,
  disableStream: true,
  disableRange: true,
  verbosity: 0,
};

/**
 * Start a reader; its worker is started at once, so that the first document needn't wait for it.
 *
 * @typedef {{width: number, height: number}} Size In points, as the page is seen.
 * @typedef {{canvas: Promise<HTMLCanvasElement | null>, cancel: () => void}} Drawing The canvas is
 *   nowhere to be seen yet; it is null when cancelled.
 * @typedef {{count: number, sizeOf: (page: number) => Promise<Size>,
 *   draw: (page: number, pixels: number) => Drawing}} Source Pages count from 0; `pixels` is the width.
 * @typedef {{source: Promise<Source>, close: () => Promise<void>}} Opening `close` may come first.
 * @returns {{open: (bytes: Uint8Array) => Opening, destroy: () => Promise<void>}}
 */
export function createReader() {
  const started = import(LIBRARY.href).then((library) => {
    library.GlobalWorkerOptions.workerSrc = WORKER.href;
    return { library, worker: new library.PDFWorker({ verbosity: 0 }) };
  });
  started.catch(() => {}); // whoever opens a document learns of it

  return {
    open(bytes) {
      let abort = null;
      const closed = new Promise((_, reject) => {
        abort = () => reject(new Error("The document was closed."));
      });
      closed.catch(() => {});
      // what PDF.js is asked of a document that is then closed may never be answered
      const unlessClosed = (answer) => Promise.race([answer, closed]);
      // a copy, because PDF.js takes the memory of what it is given
      const opening = started.then(({ library, worker }) => {
        const task = library.getDocument({ ...READING, data: bytes.slice(), worker });
        return { task, library };
      });
      const opened = opening.then(async ({ task, library }) =>
        sourceOf(await task.promise, library.OPS.beginGroup, unlessClosed),
      );
      const source = unlessClosed(opened);
      source.catch(() => {});
      const close = () => {
        abort();
        return opening.then(({ task }) => task.destroy()).catch(() => {});
      };
      return { source, close };
    },
    destroy: () => started.then(({ worker }) => worker.destroy()).catch(() => {}),
  };
}

function sourceOf(pdf, beginGroup, unlessClosed) {
  const operationsFilter = withoutKnockout(beginGroup);
  return {
    count: pdf.numPages,
    async sizeOf(page) {
      const found = await unlessClosed(pdf.getPage(page + 1));
      const { width, height } = found.getViewport({ scale: 1 });
      return { width, height };
    },
    draw(page, pixels) {
      const drawing = draw(pdf, page, pixels, operationsFilter);
      return { ...drawing, canvas: unlessClosed(drawing.canvas) };
    },
  };
}

/**
 * LibreOffice writes the draft's mark as a knockout group, for which PDF.js fills pictures of the
 * whole page for every letter: 110 ms more at every update, 300 on a sharp screen. The letters don't
 * overlap, so the group looks the same without.
 */
function withoutKnockout(beginGroup) {
  return (at, { fnArray, argsArray }) => {
    if (fnArray[at] === beginGroup && argsArray[at][0]) argsArray[at][0].knockout = false;
    return true;
  };
}

function draw(pdf, page, pixels, operationsFilter) {
  let task = null;
  let cancelled = false;
  const drawn = async () => {
    const proxy = await pdf.getPage(page + 1);
    if (cancelled) return null;
    const { width } = proxy.getViewport({ scale: 1 });
    const viewport = proxy.getViewport({ scale: pixels / width });
    const canvas = document.createElement("canvas");
    canvas.width = pixels;
    canvas.height = Math.round(viewport.height);
    task = proxy.render({ canvas, viewport, intent: "print", operationsFilter });
    await task.promise;
    return canvas;
  };
  const canvas = drawn().catch((error) => {
    if (cancelled) return null;
    throw error;
  });
  const cancel = () => {
    cancelled = true;
    task?.cancel();
  };
  return { canvas, cancel };
}

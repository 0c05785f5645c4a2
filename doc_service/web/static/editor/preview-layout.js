/**
 * Where the pages of a preview stand: plain geometry, no DOM.
 *
 * Sizes of pages are in points (1/72 inch), everything else in CSS pixels. A zoom is "width" or
 * "page" (each page fits the view by itself, so that an A4 page that lies is as legible as one that
 * stands) or a number, 1 being the true size of paper.
 *
 * @typedef {{width: number, height: number}} Size
 * @typedef {{width: number, height: number, ratio: number}} View Visible part; pixels per CSS pixel.
 * @typedef {{top: number, width: number, height: number, pixels: number, scale: number}} Box
 * @typedef {{page: number, fraction: number}} Anchor A point of a page; pages count from 0.
 */

/** Around and between the pages. */
export const MARGIN = 16;

/** A4 at 400 % on a screen with two pixels to one would take 130 MB; beyond this it is drawn less
 * sharp and stretched. */
const MOST_PIXELS = 16e6;

const PIXELS_PER_POINT = 96 / 72;
const SHARPEST = 2;
const STEPS = [0.25, 0.33, 0.5, 0.67, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3, 4];

/**
 * Place all pages below each other.
 *
 * @param {Size[]} sizes
 * @param {View} view
 * @param {"width" | "page" | number} zoom
 * @returns {Box[]} `pixels` is the width to draw the page with.
 */
export function layOut(sizes, view, zoom) {
  let top = MARGIN;
  return sizes.map((size) => {
    const scale = scaleOf(size, view, zoom);
    // whole pixels of the screen: a page drawn for exactly its box isn't blurred
    const width = Math.max(1, Math.floor(size.width * scale * PIXELS_PER_POINT * view.ratio));
    const height = Math.max(1, Math.round((width * size.height) / size.width));
    const sharpness = Math.min(1, SHARPEST / view.ratio, Math.sqrt(MOST_PIXELS / (width * height)));
    const box = {
      top,
      width: width / view.ratio,
      height: height / view.ratio,
      pixels: Math.floor(width * sharpness),
      scale,
    };
    top += box.height + MARGIN;
    return box;
  });
}

function scaleOf(size, view, zoom) {
  if (typeof zoom === "number") return zoom;
  const across = (view.width - 2 * MARGIN) / size.width;
  const down = zoom === "page" ? (view.height - 2 * MARGIN) / size.height : Infinity;
  return Math.max(STEPS[0] / 2, Math.min(across, down) / PIXELS_PER_POINT);
}

/** The pages any part of which lies between two heights. */
export function pagesBetween(boxes, top, bottom) {
  return boxes.flatMap((box, page) =>
    box.top < bottom && box.top + box.height > top ? [page] : [],
  );
}

/** The page of which most is seen, in parts of the page, the first of equals. */
export function mainPage(boxes, top, bottom) {
  let most = 0;
  let main = 0;
  for (const page of pagesBetween(boxes, top, bottom)) {
    const box = boxes[page];
    const seen = Math.min(bottom, box.top + box.height) - Math.max(top, box.top);
    const share = seen / Math.min(box.height, bottom - top);
    if (share > most + 0.001) [most, main] = [share, page];
  }
  return main;
}

/** Name the point of paper at a height, so that it can be found again in another layout. */
export function anchorAt(boxes, height) {
  const page = boxes.findIndex((box) => box.top + box.height + MARGIN > height);
  if (page < 0) return { page: Math.max(0, boxes.length - 1), fraction: 1 };
  return { page, fraction: (height - boxes[page].top) / boxes[page].height };
}

/** The height at which an anchor stands; the end when its page is no more. */
export function heightOf(anchor, boxes) {
  const box = boxes[anchor.page];
  if (box) return box.top + anchor.fraction * box.height;
  const last = boxes.at(-1);
  return last ? last.top + last.height : 0;
}

/** The next zoom larger (1) or smaller (-1) than a scale. */
export function zoomStep(scale, direction) {
  const steps = direction > 0 ? STEPS : [...STEPS].reverse();
  return steps.find((step) => (step - scale) * direction > 0.005) ?? steps.at(-1);
}

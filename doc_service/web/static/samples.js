// Samples that are still being made: a speck stands in for each, and is asked for again.

/**
 * Ask again for the pictures below `host` whose stand-in came, also for those added later.
 * @param {Document|Element} host
 * @param {{wait?: number, tries?: number}} [options] milliseconds until the first new try
 */
export function createSamples(host, { wait = 900, tries = 40 } = {}) {
  const asked = new WeakMap();
  const look = (image) => {
    if (image.naturalWidth > 1) return;
    const times = (asked.get(image) || 0) + 1;
    if (times > tries) return;
    asked.set(image, times);
    const path = image.src.split("?")[0];
    setTimeout(() => { image.src = `${path}?lan=${times}`; }, wait * Math.min(times, 5));
  };
  // a picture's load event does not bubble
  host.addEventListener("load", (event) => {
    if (event.target.matches?.("img[data-sample]")) look(event.target);
  }, true);
  for (const image of host.querySelectorAll("img[data-sample]")) {
    if (image.complete && image.naturalWidth) look(image);
  }
}

createSamples(document);

import { createPreview } from "/static/editor/preview.js";

const host = document.getElementById("host");
const files = new Map();

window.rendered = [];
window.start = () => {
  window.preview = createPreview(host, { onRendered: (painted) => window.rendered.push(painted) });
};

/** A PDF of the server; it is fetched once. */
window.bytesOf = async (name) => {
  if (!files.has(name)) {
    const answer = await fetch(`/pdf/${name}`);
    files.set(name, new Uint8Array(await answer.arrayBuffer()));
  }
  return files.get(name);
};

window.show = async (name) => window.preview.show(await window.bytesOf(name));

/** Show some PDFs in turn, many times, with a pause (ms) after each; the milliseconds of each. */
window.showOften = async (names, times, pause = 0) => {
  const spent = [];
  for (let turn = 0; turn < times; turn += 1) {
    const { ms } = await window.show(names[turn % names.length]);
    spent.push(ms);
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
  return spent;
};

window.start();

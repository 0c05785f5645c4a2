/** The editor by itself, for tests: `start(options)` makes one, `changes` has what it told. */

import { createNarrative } from "/static/editor/narrative.js";

async function parse(text, how) {
  const answer = await fetch("/parse", { method: "POST", body: JSON.stringify({ text, ...how }) });
  if (!answer.ok) throw new Error(answer.statusText);
  return answer.json();
}

window.start = (options = {}) => {
  window.narrative?.destroy();
  window.changes = [];
  const onChange = (value) => window.changes.push(value);
  const host = document.getElementById("host");
  window.narrative = createNarrative(host, { label: "Nội dung", parse, onChange, ...options });
};
document.body.dataset.ready = "true";

// One batch while it is made: numbers as they change, failures as they come, a sentence while the
// server is away. Without this script a plain reload shows the same.
import { createFailures } from "./batch_failures.js";
import { pace } from "./batch_words.js";
import { t } from "./words.js";

const PATIENCE = 4000; // streams end by themselves and come back within a second or two
const AGAIN = 5000;

const host = document.getElementById("batch");
const away = document.getElementById("away");
const status = document.getElementById("said");
const failures = createFailures(host, Number(host.dataset.shown));

let source = null;
let since = "";
let missed = 0;
let drawing = null;

document.addEventListener("visibilitychange", () => (document.hidden ? rest() : wake()));
window.addEventListener("pagehide", rest);
window.addEventListener("pageshow", (event) => event.persisted && wake());
listen();

function now() {
  return host.querySelector(".batch-now").dataset;
}

/** Listen from where the page, or what was heard since, ends. A page out of sight does not. */
function listen() {
  if (source || document.hidden || now().live !== "yes") return;
  since ||= now().since;
  source = new EventSource(`${host.dataset.events}?since=${encodeURIComponent(since)}`);
  source.addEventListener("open", back);
  source.addEventListener("progress", (event) => {
    since = event.lastEventId;
    show(JSON.parse(event.data));
  });
  source.addEventListener("failed", (event) => {
    since = event.lastEventId;
    failures.add(JSON.parse(event.data));
  });
  source.addEventListener("error", () => {
    missed ||= setTimeout(gone, PATIENCE);
    if (source?.readyState === EventSource.CLOSED) {
      close();
      setTimeout(wake, AGAIN);
    }
  });
}

function close() {
  source?.close();
  source = null;
}

/** Stop listening without missing the server. */
function rest() {
  close();
  back();
}

function wake() {
  redraw().then(listen);
}

function back() {
  clearTimeout(missed);
  missed = 0;
  away.hidden = true;
}

/** Say that the server is away, or that the session has ended. */
async function gone() {
  const answer = await fetch("/phien", { headers: { Accept: "application/json" } }).catch(() => null);
  if (!missed) return;
  away.textContent =
    answer?.status === 401
      ? t("Phiên đăng nhập đã hết; hãy tải lại trang để đăng nhập. Đợt vẫn được lập tiếp.")
      : t("Đang chờ máy chủ trả lời… Những gì đã lập vẫn còn; trang sẽ tự cập nhật khi nối lại được.");
  away.hidden = false;
}

/** Show new numbers; what else a new state changes is drawn by the server. */
function show(said) {
  const { state, actions } = now();
  const isNew = said.state !== state || said.actions.join(" ") !== actions;
  const lacks = (name) => said.counts[name] > 0 && !host.querySelector(`[data-has="${name}"]`);
  if (isNew || ["total", "done", "failed"].some(lacks)) redraw();
  if (isNew) return;
  for (const [name, value] of Object.entries(said.counts)) {
    const place = host.querySelector(`[data-count="${name}"]`);
    if (!place) continue;
    place.textContent = value.toLocaleString("vi-VN");
    place.parentElement.hidden = value === 0;
  }
  drawBar(said.counts);
  const isMoving = ["checking", "running"].includes(said.state);
  host.querySelector("#batch-pace").textContent = isMoving ? pace(said.per_second, said.seconds_left) : "";
}

function drawBar({ total, done, failed }) {
  const width = (count) => String(total ? (count / total) * 1000 : 0);
  host.querySelector(".bar-done")?.setAttribute("width", width(done));
  host.querySelector(".bar-failed")?.setAttribute("x", width(done));
  host.querySelector(".bar-failed")?.setAttribute("width", width(failed));
}

/** Draw the batch anew; the keyboard stays where it was, or goes to the new state. */
function redraw() {
  drawing ||= fetchDrawn().finally(() => (drawing = null));
  return drawing;
}

async function fetchDrawn() {
  const answer = await fetch(host.dataset.page, { redirect: "error" }).catch(() => null);
  if (!answer?.ok) return;
  const drawn = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = drawn.getElementById("batch");
  if (!fresh) return;
  document.querySelector(".batch-about").replaceWith(drawn.querySelector(".batch-about"));
  const held = host.contains(document.activeElement) && document.activeElement.value;
  const isInside = host.contains(document.activeElement);
  host.replaceChildren(...[...fresh.childNodes].map((one) => document.importNode(one, true)));
  if (isInside) {
    const same = held && host.querySelector(`button[value="${CSS.escape(held)}"]`);
    (same || host.querySelector("#batch-state")).focus();
  }
  const words = host.querySelector("#batch-state").textContent;
  status.textContent = `${words}. ${host.querySelector(".batch-sentence").textContent}`;
  if (now().live !== "yes") rest();
  else listen();
}

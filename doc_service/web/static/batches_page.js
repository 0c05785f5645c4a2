// The form that begins a batch: whose file it is, what the files will be called, how far it is sent.
import { ask } from "./asking.js";
import { takeDrops } from "./dropping_here.js";
import { createProgress } from "./progress.js";
import { NotSent, send, showDrawn } from "./sending.js";
import { tell } from "./sentences.js";
import { t } from "./words.js";

const SMALL = 8 * 2 ** 20; // a larger file is recognised when it is sent
const PAUSE = 250;

const form = document.getElementById("begin-batch");
const { tep: file, bieu_mau: choice, mau_ten: pattern } = form.elements;

takeDrops(file, form);
file.addEventListener("change", recognise);
choice.addEventListener("change", () => {
  hint("");
  describe();
});
pattern.addEventListener("input", later(describe));
form.addEventListener("submit", (event) => {
  event.preventDefault();
  begin();
});
describe();

/** Choose the form that a workbook names; what the clerk chose before stays where it names none. */
async function recognise() {
  const chosen = file.files[0];
  if (!chosen || chosen.size > SMALL || !chosen.name.toLowerCase().endsWith(".xlsx")) return;
  const body = new FormData();
  body.append("tep", chosen, chosen.name);
  const said = await ask("POST", form.dataset.recognise, body).catch(() => null);
  if (!said?.form || file.files[0] !== chosen) return;
  choice.value = said.form;
  hint(t("Đã nhận ra biểu mẫu từ tệp."));
  describe();
}

function hint(text) {
  document.getElementById("bieu-mau-luu-y").textContent = text;
}

let asked = 0;

/** Show what the files will be called, what the pattern may name, and the blank workbook. */
async function describe() {
  showBlank();
  const names = form.querySelector(".batch-names");
  const example = document.getElementById("ten-tep-vi-du");
  if (!choice.value) {
    names.hidden = true;
    example.replaceChildren();
    return;
  }
  const mine = (asked += 1);
  const query = new URLSearchParams({ bieu_mau: choice.value, mau_ten: pattern.value });
  const said = await ask("GET", `${form.dataset.names}?${query}`).catch(() => null);
  if (!said || mine !== asked) return;
  pattern.setAttribute("aria-invalid", String(said.wrong.length > 0));
  example.classList.toggle("count-wrong", said.wrong.length > 0);
  if (said.wrong.length) tell(example, said.wrong);
  else example.replaceChildren(`${t("Ví dụ:")} `, code(said.example));
  names.hidden = false;
  document.getElementById("ten-dung-duoc").replaceChildren(...said.names.map(nameRow));
}

function nameRow({ name, label }) {
  const row = document.createElement("li");
  const mark = document.createElement("code");
  mark.textContent = `{${name}}`;
  row.append(mark, " ", label);
  return row;
}

function code(text) {
  const made = document.createElement("code");
  made.lang = "vi";
  made.className = "typed";
  made.textContent = text;
  return made;
}

function showBlank() {
  const host = document.getElementById("blank-chosen");
  const link = document.querySelector(`a[data-form="${CSS.escape(choice.value)}"]`);
  host.hidden = !link;
  if (link) host.querySelector("a").href = link.href;
}

async function begin() {
  const button = form.querySelector("button.btn-primary");
  const progress = createProgress(document);
  button.disabled = true;
  try {
    const options = { progress, working: t("Đang cất tệp…") };
    const answer = await send(form.action, new FormData(form), options);
    const said = JSON.parse(await answer.blob.text());
    progress.done();
    if (said.go) location.assign(said.go);
    else showDrawn(document.getElementById("wrong"), said.html);
  } catch (error) {
    if (error instanceof NotSent) progress.failed(error.message, error.original);
    else progress.failed(t("Trang gặp lỗi; hãy tải lại trang rồi thử lại."));
  } finally {
    button.disabled = false;
  }
}

function later(doing) {
  let timer = 0;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(doing, PAUSE);
  };
}

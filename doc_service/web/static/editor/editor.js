// The drafting page: wires the form, the paper, saving and those who are here.
import { ask, Refused } from "../asking.js";
import { t } from "../words.js";
import { chooseBetween, confirm, logInAgain } from "./dialogs.js";
import { createForm } from "./form.js";
import { forget, kept } from "./keeping.js";
import { createLayout } from "./layout.js";
import { merge } from "./merging.js";
import { createNotices } from "./notices.js";
import { same, withValue } from "./pointers.js";
import { createPresence } from "./presence.js";
import { createPreviewing } from "./previewing.js";
import { createProblems } from "./problems.js";
import { createSaving } from "./saving.js";
import { createStore } from "./store.js";

const at = (id) => document.getElementById(id);

const state = JSON.parse(at("draft").textContent);
const address = `/soan-thao/${state.id}`;
const tab = crypto.randomUUID?.() ?? String(Math.random()).slice(2);
const store = createStore(state.data);
const notices = createNotices(at("notices"));
const form = createForm(at("form"), { ...state, store, address });
const problems = createProblems({ button: at("problems-button"), list: at("problems"), onChoose: form.focus });

const showSaved = (text, isWrong) => {
  at("saved").textContent = text;
  at("saved").classList.toggle("wrong", isWrong);
};
const leaveForDocument = () => {
  forget(state.id);
  window.location.assign(`/van-ban/${state.id}`);
};
const onIssued = () =>
  notices.say("issued", t("Văn bản này vừa được phát hành, không sửa được nữa."), {
    actions: [{ label: t("Mở văn bản"), run: leaveForDocument }],
  });

const saving = createSaving({
  ...state, address, store,
  show: showSaved,
  onStale: (theirs) => takeTheirs(theirs),
  onLoggedOut: logInAgain,
  onIssued,
});

let isMerging = false;

/** Put what somebody else saved together with what was typed here. */
async function takeTheirs({ version, data, by }) {
  if (isMerging) return;
  isMerging = true;
  try {
    const { data: merged, taken, conflicts } = merge(saving.base(), store.data(), data);
    let result = merged;
    if (conflicts.length) {
      const theirs = await chooseBetween(conflicts, by || t("Người khác"), form.labelOf);
      for (const one of conflicts) {
        if (theirs.has(one.pointer)) result = withValue(result, one.pointer, one.theirs);
      }
    }
    store.replace(result);
    form.refresh();
    saving.rebase(version, data);
    const places = [...new Set(taken.map((one) => form.labelOf(`/${one.split("/")[1]}`)))];
    if (places.length) {
      notices.say("taken", t("Đã ghép thay đổi của %(name)s ở: %(places)s.", { name: by || t("người khác"), places: places.join("; ") }));
    }
  } finally {
    isMerging = false;
  }
}

/** Bring back what this browser kept and the server never got. */
function restore() {
  const before = kept(state.id);
  if (!before || same(before.data, state.data)) return forget(state.id);
  const when = new Date(before.at).toLocaleString("vi-VN");
  notices.say("restored", t("Đã khôi phục nội dung chưa kịp lưu, giữ trong trình duyệt từ %(when)s.", { when }));
  if (before.version === state.version) {
    store.replace(before.data);
    form.refresh();
    return undefined;
  }
  const newest = { version: state.version, data: state.data, by: "" };
  store.replace(before.data);
  saving.rebase(before.version, before.base);
  return takeTheirs(newest);
}

if (state.readOnly) {
  at("form").inert = true;
  notices.say("reading", t("Bạn xem được dự thảo này nhưng không sửa được: vai trò của bạn là người xem."));
} else restore();
createLayout(at("panes"), at("bar"));
const previewing = createPreviewing(at("paper"), {
  address, tab, store,
  onLoggedOut: logInAgain,
  onJudged(seen) {
    problems.show(seen.problems);
    form.mark(seen.problems);
    form.count(seen.words);
  },
});
createPresence({
  address, tab, notices, onIssued,
  version: saving.version,
  onNewer: async () => {
    const found = await ask("GET", `${address}/du-lieu`).catch(() => null);
    if (found && found.version > saving.version()) takeTheirs({ ...found, by: "" });
  },
});

if (state.upload) {
  notices.say("upload", t("Nội dung đọc từ tệp “%(name)s”.", { name: state.upload }), {
    actions: [{ label: t("Tải tệp đã đánh dấu chỗ sai"), run: () => window.location.assign(`/nop-tep/${state.id}/danh-dau`) }],
    kind: "good",
  });
}

for (const link of document.querySelectorAll("[data-download]")) {
  link.addEventListener("click", async (event) => {
    event.preventDefault();
    await saving.flush();
    at("downloads").open = false;
    window.location.assign(link.href);
  });
}

at("issue")?.addEventListener("click", async () => {
  await previewing.settled();
  if (problems.errors().length) return problems.open();
  const text = t("Sau khi phát hành, nội dung và tệp không sửa được nữa; muốn sửa phải thu hồi và lập lại. Bạn đã xem kỹ trang in?");
  if (!(await confirm(t("Phát hành văn bản"), text, t("Phát hành")))) return undefined;
  if (!(await saving.flush())) return notices.say("issue", t("Chưa lưu được dự thảo nên chưa phát hành; hãy thử lại."), { kind: "wrong" });
  showSaved(t("Đang phát hành…"), false);
  try {
    const answer = await ask("POST", `${address}/phat-hanh`, { version: saving.version() });
    forget(state.id);
    window.location.assign(answer.url);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    showSaved(t("Chưa phát hành được."), true);
    if (error.body.problems) problems.show(error.body.problems);
    notices.say("issue", error.message || t("Máy chủ chưa trả lời; hãy thử lại."), { kind: "wrong", original: error.original });
  }
  return undefined;
});

at("discard")?.addEventListener("submit", async (event) => {
  event.preventDefault();
  const text = t("Dự thảo sẽ không còn trong danh sách. Bạn chắc chắn?");
  if (!(await confirm(t("Bỏ dự thảo này"), text, t("Bỏ")))) return;
  forget(state.id);
  event.target.submit();
});

document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});
document.documentElement.dataset.ready = "1";

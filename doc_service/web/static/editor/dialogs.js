// Questions that wait for an answer.
import { ask, Refused, setCsrf } from "../asking.js";
import { tell, worded } from "../sentences.js";
import { t } from "../words.js";
import { make } from "./elements.js";

function open(dialog) {
  document.body.append(dialog);
  dialog.addEventListener("close", () => dialog.remove());
  dialog.showModal();
}

/** Ask yes or no; resolves to whether yes. */
export function confirm(title, text, yes) {
  return new Promise((resolve) => {
    const form = make("form", { method: "dialog" },
      make("h2", { text: title }),
      make("p", { text }),
      make("div.draft-does", {},
        make("button.btn.btn-primary", { value: "yes", text: yes }),
        make("button.btn.btn-quiet", { value: "", text: t("Chưa") })));
    const dialog = make("dialog", { "aria-label": title }, form);
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"));
    open(dialog);
  });
}

let loggingIn = null;

/** Log in again without leaving the page; resolves when that is done. */
export function logInAgain() {
  loggingIn ||= new Promise((resolve) => {
    const said = make("p.said", { role: "alert" });
    const name = make("input.form-control", { id: "again-name", autocomplete: "username", required: true });
    const password = make("input.form-control", { id: "again-password", type: "password", autocomplete: "current-password", required: true });
    const form = make("form", {},
      make("h2", { text: t("Đăng nhập lại") }),
      make("p", { text: t("Phiên đăng nhập đã hết. Nội dung bạn đã nhập vẫn còn nguyên trên trang này.") }),
      make("label.form-label", { for: "again-name", text: t("Tên đăng nhập") }), name,
      make("label.form-label.mt-2", { for: "again-password", text: t("Mật khẩu") }), password, said,
      make("button.btn.btn-primary.mt-3", { text: t("Đăng nhập") }));
    const dialog = make("dialog", { "aria-label": t("Đăng nhập lại"), id: "log-in-again" }, form);
    dialog.addEventListener("cancel", (event) => event.preventDefault());
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      try {
        setCsrf((await ask("GET", "/dang-nhap")).csrf);
        const body = new FormData();
        body.append("ten", name.value);
        body.append("mat_khau", password.value);
        setCsrf((await ask("POST", "/dang-nhap", body)).csrf);
        loggingIn = null;
        dialog.close();
        resolve();
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        tell(said, [{ message: error.message || t("Máy chủ chưa trả lời; hãy thử lại."), original: error.original }]);
        password.select();
      }
    });
    open(dialog);
    name.focus();
  });
  return loggingIn;
}

/**
 * Let somebody choose where two people changed the same place.
 * @param {{pointer: string, mine: *, theirs: *}[]} conflicts
 * @param {string} by who the other is
 * @param {function(string): string} labelOf
 * @returns {Promise<Set<string>>} pointers at which theirs is taken
 */
export function chooseBetween(conflicts, by, labelOf) {
  return new Promise((resolve) => {
    const rows = conflicts.map((one, at) => make("tr", {},
      make("th", { scope: "row" }, ...worded(labelOf(one.pointer))),
      ...[["mine", one.mine], ["theirs", one.theirs]].map(([which, value]) => make("td", {},
        make("label", {}, make("input", { type: "radio", name: `c${at}`, value: which, checked: which === "mine" }), " ", short(value))))));
    const head = make("tr", {}, make("th", { text: t("Chỗ cả hai cùng sửa") }), make("th", { text: t("Của bạn") }), make("th", { text: t("Của %(name)s", { name: by }) }));
    const form = make("form", { method: "dialog" },
      make("h2", { text: t("%(name)s vừa sửa cùng chỗ với bạn", { name: by }) }),
      make("p", { text: t("Chọn nội dung giữ lại cho từng chỗ. Bản kia vẫn còn trong lịch sử của văn bản.") }),
      make("table.choose-between", {}, make("thead", {}, head), make("tbody", {}, ...rows)),
      make("button.btn.btn-primary", { text: t("Giữ như đã chọn") }));
    const dialog = make("dialog", { "aria-label": t("Chọn nội dung giữ lại"), id: "conflict" }, form);
    dialog.addEventListener("cancel", (event) => event.preventDefault());
    dialog.addEventListener("close", () => {
      const chosen = new FormData(form);
      resolve(new Set(conflicts.filter((_, at) => chosen.get(`c${at}`) === "theirs").map((one) => one.pointer)));
    });
    open(dialog);
  });
}

function short(value) {
  if (value === undefined || value === "") return t("(để trống)");
  const text = typeof value === "string" ? value : Array.isArray(value) ? t("%(n)s dòng", { n: value.length }) : JSON.stringify(value);
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
}

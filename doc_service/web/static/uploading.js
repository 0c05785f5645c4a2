// Files dropped anywhere, or chosen on the page for files: sent, then what became of them is shown.
import { ask, Refused } from "./asking.js";
import { createProgress } from "./progress.js";
import { NotSent, send, showDrawn } from "./sending.js";
import { t } from "./words.js";

const PAGE = "/nop-tep";
const KEPT = "vanthu.upload-results";

/**
 * Send files to become drafts. One good file opens its draft; else the results are listed.
 * @param {File[]} files
 * @returns {Promise<void>}
 */
export async function sendFiles(files) {
  const progress = createProgress(document);
  try {
    const limits = await ask("GET", `${PAGE}/gioi-han`);
    await readable(files, limits);
    const body = new FormData();
    for (const file of files) body.append("tep", file, file.name);
    const answer = await send(PAGE, body, { progress, working: t("Đang đọc tệp…") });
    const said = JSON.parse(await answer.blob.text());
    progress.done();
    if (said.go) location.assign(said.go);
    else show(said.html);
  } catch (error) {
    progress.failed(sentence(error), error.original);
  }
}

/** Show what a page before this one left to be shown. */
export function showKept() {
  const html = sessionStorage.getItem(KEPT);
  sessionStorage.removeItem(KEPT);
  const host = document.getElementById("results");
  if (html && host) showDrawn(host, html);
}

function show(html) {
  const host = location.pathname === PAGE && document.getElementById("results");
  if (host) {
    showDrawn(host, html);
    document.getElementById("upload")?.reset();
    return;
  }
  sessionStorage.setItem(KEPT, html);
  location.assign(PAGE);
}

/** Refuse what would be refused after minutes of sending; a folder cannot be read at all. */
async function readable(files, { megabytes, files: most }) {
  if (!files.length) throw new NotSent(422, t("Không có tệp nào để gửi; hãy thả tệp Excel hoặc JSON."));
  if (files.length > most) {
    throw new NotSent(422, t("Mỗi lần chỉ nhận %(n)s tệp; hãy gửi thành nhiều lần.", { n: most }));
  }
  const size = files.reduce((sum, file) => sum + file.size, 0);
  if (size > megabytes * 2 ** 20) {
    throw new NotSent(413, t("Tệp quá lớn: mỗi lần chỉ nhận %(n)s MB. Hãy gửi tệp nhỏ hơn hoặc từng tệp một.", { n: megabytes }));
  }
  for (const file of files) {
    try {
      await file.slice(0, 1).arrayBuffer();
    } catch {
      throw new NotSent(422, t("Không đọc được “%(name)s”: đó là thư mục, hoặc tệp vừa bị đổi. Hãy chọn từng tệp.", { name: file.name }));
    }
  }
}

function sentence(error) {
  if (error instanceof NotSent) return error.message;
  if (error instanceof Refused && error.status === 401) {
    return t("Phiên đăng nhập đã hết. Hãy mở trang đăng nhập ở thẻ khác, đăng nhập rồi thử lại.");
  }
  if (error instanceof Refused && error.status) return error.message;
  return t("Không gửi được: mất kết nối với máy chủ. Tệp của bạn vẫn còn nguyên; hãy thử lại.");
}

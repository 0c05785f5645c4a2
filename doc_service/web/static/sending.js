// Sending files with XMLHttpRequest: unlike fetch it tells how much has gone out.
import { csrf } from "./asking.js";
import { errorOf } from "./sentences.js";
import { t } from "./words.js";

/** What went wrong, as a sentence to show; the Vietnamese behind it. `status` 0: the network failed. */
export class NotSent extends Error {
  constructor(status, sentence, original = "") {
    super(sentence);
    this.status = status;
    this.original = original;
  }
}

/**
 * Send a form with files.
 * @param {string} path
 * @param {FormData} body
 * @param {{progress: ReturnType<import("./progress.js").createProgress>, working: string,
 *   accept?: string}} options working: what is said once all has been sent
 * @returns {Promise<{status: number, type: string, blob: Blob, name: string}>} whatever answer
 *   is no refusal; 422 is an answer too: it holds the problems
 * @throws {NotSent}
 */
export function send(path, body, { progress, working, accept = "application/json" }) {
  const request = new XMLHttpRequest();
  request.open("POST", path);
  request.responseType = "blob";
  request.setRequestHeader("Accept", accept);
  request.setRequestHeader("X-CSRFToken", csrf());
  request.upload.addEventListener("progress", (event) => {
    if (event.lengthComputable) progress.sent(event.loaded / event.total);
  });
  request.upload.addEventListener("load", () => progress.working(working));
  progress.working(working);
  return new Promise((resolve, reject) => {
    request.addEventListener("error", () => reject(new NotSent(0, NETWORK())));
    request.addEventListener("load", async () => {
      const type = request.getResponseHeader("Content-Type") || "";
      if (request.status < 300 || (request.status === 422 && !type.includes("problem"))) {
        const name = fileName(request.getResponseHeader("Content-Disposition") || "");
        resolve({ status: request.status, type, blob: request.response, name });
      } else {
        const said = await sentence(request);
        reject(new NotSent(request.status, said.message, said.original));
      }
    });
    request.send(body);
  });
}

const NETWORK = () =>
  t("Không gửi được: mất kết nối với máy chủ. Tệp của bạn vẫn còn nguyên; hãy thử lại.");

const BY_STATUS = {
  401: () => t("Phiên đăng nhập đã hết. Hãy mở trang đăng nhập ở thẻ khác, đăng nhập rồi thử lại."),
  413: () => t("Tệp quá lớn, máy chủ không nhận. Hãy gửi tệp nhỏ hơn hoặc từng tệp một."),
};

async function sentence(request) {
  if (BY_STATUS[request.status]) return { message: BY_STATUS[request.status]() };
  const said = await request.response.text().then(JSON.parse).catch(() => null);
  if (!said?.detail) return { message: t("Máy chủ chưa xử lý được tệp này; hãy thử lại sau ít phút.") };
  return errorOf(said);
}

/** The name of an attachment: the encoded one where there is one. */
function fileName(disposition) {
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition);
  if (encoded) return decodeURIComponent(encoded[1]);
  return /filename="?([^";]+)"?/i.exec(disposition)?.[1] || "";
}

/** Hand a file to the browser's downloads. */
export function download(page, blob, name) {
  const link = page.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  page.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** Put markup that the server drew in the place of what stands in a host. */
export function showDrawn(host, html) {
  const drawn = new DOMParser().parseFromString(html, "text/html");
  host.replaceChildren(...[...drawn.body.childNodes].map((one) => host.ownerDocument.importNode(one, true)));
  host.focus({ preventScroll: true });
  host.scrollIntoView({ block: "start" });
}

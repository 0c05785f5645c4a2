// The page of a dossier: sent without leaving the page; the ZIP goes to the downloads.
import { takeDrops } from "./dropping_here.js";
import { createProgress } from "./progress.js";
import { download, NotSent, send, showDrawn } from "./sending.js";
import { t } from "./words.js";

const upload = document.getElementById("upload");
const example = document.getElementById("example");

for (const form of [upload, example]) {
  form?.addEventListener("submit", (event) => {
    event.preventDefault();
    issue(form);
  });
}
if (upload) takeDrops(upload.elements.tep, upload);

async function issue(form) {
  const button = form.querySelector("button");
  const progress = createProgress(document);
  button.disabled = true;
  try {
    const answer = await send(form.action, new FormData(form), {
      progress,
      working: t("Đang lập hồ sơ… các văn bản được lập rồi đối chiếu với nhau."),
    });
    const said = JSON.parse(await answer.blob.text());
    if (said.content) download(document, unpacked(said.content), said.name);
    progress.done();
    showDrawn(document.getElementById("results"), said.html);
  } catch (error) {
    progress.failed(error instanceof NotSent ? error.message : t("Trang gặp lỗi; hãy tải lại trang rồi thử lại."), error.original);
  } finally {
    button.disabled = false;
  }
}

function unpacked(base64) {
  const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  return new Blob([bytes], { type: "application/zip" });
}

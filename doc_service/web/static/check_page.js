// The page of the check: the report appears on the page, and the chosen file stays chosen.
import { takeDrops } from "./dropping_here.js";
import { createProgress } from "./progress.js";
import { download, NotSent, send, showDrawn } from "./sending.js";
import { t } from "./words.js";

const form = document.getElementById("upload");
takeDrops(form.elements.tep, form);

form.addEventListener("submit", (event) => {
  event.preventDefault();
  check(new FormData(form, event.submitter));
});

async function check(body) {
  const progress = createProgress(document);
  try {
    const answer = await send(form.action, body, { progress, working: t("Đang soát văn bản…") });
    progress.done();
    if (answer.type.includes("json")) {
      showDrawn(document.getElementById("results"), JSON.parse(await answer.blob.text()).html);
    } else {
      download(document, answer.blob, answer.name);
    }
  } catch (error) {
    progress.failed(error instanceof NotSent ? error.message : t("Trang gặp lỗi; hãy tải lại trang rồi thử lại."), error.original);
  }
}

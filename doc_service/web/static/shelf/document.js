// The stored PDF of a document, in the preview that the drafting page uses.
import { createPreview } from "../editor/preview.js";
import { t } from "../words.js";

/** Show a stored PDF in an element that names it in `data-pdf`. */
export async function showStored(host) {
  const address = host.dataset.pdf;
  host.replaceChildren();
  const preview = createPreview(host, { label: t("Bản in") });
  preview.busy(true);
  try {
    const answer = await fetch(address, { credentials: "same-origin" });
    if (!answer.ok) throw new Error(String(answer.status));
    await preview.show(new Uint8Array(await answer.arrayBuffer()));
  } catch {
    preview.fail(t("Chưa mở được bản in ở đây; hãy tải tệp PDF."));
  } finally {
    preview.busy(false);
  }
}

showStored(document.getElementById("preview"));

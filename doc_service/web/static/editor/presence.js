// Who else has this draft open, and whether they saved.
import { ask, csrf } from "../asking.js";
import { t } from "../words.js";

const EVERY = 12_000;

/**
 * @param {{address: string, tab: string, notices: object, onNewer: function(): void,
 *   version: function(): number, onIssued: function(): void}} options
 */
export function createPresence(options) {
  const { address, tab } = options;
  async function call() {
    if (document.hidden) return;
    const found = await ask("POST", `${address}/co-mat`, { tab }).catch(() => null);
    if (!found) return;
    const names = found.others.join(", ");
    options.notices.say("others", names && t("%(names)s cũng đang mở dự thảo này. Thay đổi của mỗi người được ghép lại; chỗ cả hai cùng sửa sẽ được hỏi.", { names }));
    if (found.state !== "draft") options.onIssued();
    else if (found.version > options.version()) options.onNewer();
  }
  call();
  const timer = setInterval(call, EVERY);
  window.addEventListener("pagehide", () => {
    clearInterval(timer);
    fetch(`${address}/roi-di`, {
      method: "POST",
      keepalive: true,
      headers: { "Content-Type": "application/json", "X-CSRFToken": csrf() },
      body: JSON.stringify({ tab }),
    }).catch(() => {});
  });
}

// Saving while typing: the server has every pause, the browser every keystroke.
import { ask, Refused } from "../asking.js";
import { t } from "../words.js";
import { forget, keep } from "./keeping.js";
import { same } from "./pointers.js";

const PAUSE = 700;
const LONGEST_PAUSE = 30_000;

/**
 * @param {{id: string, address: string, version: number, data: object, store: object,
 *   show: function(string, boolean): void, onStale: function(object): void,
 *   onLoggedOut: function(): Promise<void>, onIssued: function(): void}} options
 */
export function createSaving(options) {
  const { id, address, store, show } = options;
  let { version, data: base } = options;
  let timer = 0;
  let running = null;
  let pause = PAUSE;

  const isSaved = () => same(store.data(), base);

  async function save() {
    clearTimeout(timer);
    if (running) return running;
    if (isSaved()) return undefined;
    const sent = store.data();
    running = ask("PUT", `${address}/du-lieu`, { version, data: sent })
      .then((answer) => done(sent, answer))
      .catch((error) => failed(error))
      .finally(() => {
        running = null;
        if (!isSaved()) again(pause);
      });
    return running;
  }

  function done(sent, answer) {
    version = answer.version;
    base = sent;
    pause = PAUSE;
    if (isSaved()) forget(id);
    else keep(id, { version, base, data: store.data() });
    const now = new Date();
    const clock = `${String(now.getHours()).padStart(2, "0")}:${String(now.getMinutes()).padStart(2, "0")}`;
    show(t("Đã lưu lúc %(clock)s", { clock }), false);
  }

  async function failed(error) {
    if (!(error instanceof Refused)) throw error;
    if (error.status === 401) {
      show(t("Phiên đăng nhập đã hết. Nội dung đang được giữ trong trình duyệt này."), true);
      await options.onLoggedOut();
      pause = PAUSE;
    } else if (error.status === 409 && error.body.code === "stale_draft") {
      options.onStale(error.body);
    } else if (error.status === 409) {
      options.onIssued();
    } else {
      pause = Math.min(pause * 2, LONGEST_PAUSE);
      show(t("Chưa lưu được lên máy chủ; nội dung đang được giữ trong trình duyệt này và sẽ tự lưu lại."), true);
    }
  }

  function again(after) {
    clearTimeout(timer);
    timer = setTimeout(save, after);
  }

  store.onChange(() => {
    if (isSaved()) return;
    keep(id, { version, base, data: store.data() });
    show(t("Đang sửa…"), false);
    again(pause);
  });
  window.addEventListener("online", () => {
    pause = PAUSE;
    save();
  });
  document.addEventListener("visibilitychange", () => document.hidden && save());
  window.addEventListener("pagehide", () => save());

  return {
    /** Save now and wait; false when it could not be saved. */
    async flush() {
      for (let tries = 0; tries < 3 && !isSaved(); tries += 1) await save();
      return isSaved();
    },
    version: () => version,
    base: () => base,
    isSaved,
    /** Go on from another version that the server has. */
    rebase(next, data) {
      version = next;
      base = data;
      if (isSaved()) forget(id);
      else again(0);
    },
  };
}

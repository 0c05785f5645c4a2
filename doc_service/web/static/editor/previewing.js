// The live preview: one request at a time, always with the newest text, as fast as answers come.
import { askFramed, Refused } from "../asking.js";
import { t } from "../words.js";
import { createPreview } from "./preview.js";

const MOMENT = 30;
/* Milliseconds in which keys that come together count as one. */

/**
 * @param {HTMLElement} host
 * @param {{address: string, tab: string, store: object, onJudged: function(object): void,
 *   onLoggedOut: function(): Promise<void>}} options
 */
export function createPreviewing(host, options) {
  const { address, tab, store } = options;
  const paper = createPreview(host, {
    onRendered: (seen) => {
      document.documentElement.dataset.rendered = String(seen.at ?? performance.now());
      performance.mark("vanthu-rendered");
    },
  });
  let timer = 0;
  let isBusy = false;
  let isDue = false;

  async function look() {
    if (isBusy) {
      isDue = true;
      return;
    }
    isBusy = true;
    isDue = false;
    paper.busy(true);
    try {
      const { said, bytes } = await askFramed(`${address}/xem-truoc`, { data: store.data(), tab });
      options.onJudged(said);
      await draw(said, bytes);
    } catch (error) {
      await failed(error);
    } finally {
      isBusy = false;
      paper.busy(false);
      if (isDue) look();
    }
  }

  async function draw(said, bytes) {
    if (said.failed) {
      paper.fail(failureOf(said), [{ label: t("Thử lại"), run: look }]);
      retry();
      return;
    }
    paper.clearFailure();
    await paper.show(bytes);
  }

  async function failed(error) {
    if (!(error instanceof Refused)) throw error;
    if (error.status === 409) return; // a newer one of this tab is on its way
    if (error.status === 401) {
      await options.onLoggedOut();
      isDue = true;
      return;
    }
    paper.fail({ message: error.message || t("Chưa xem trước được: máy chủ chưa trả lời."), original: error.original }, [{ label: t("Thử lại"), run: look }]);
    retry();
  }

  function retry() {
    clearTimeout(timer);
    timer = setTimeout(look, 4000);
  }

  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(look, MOMENT);
  };
  store.onChange(soon);
  look();
  return {
    paper,
    /** Wait until the newest text was judged. */
    async settled() {
      soon();
      do await new Promise((resolve) => setTimeout(resolve, 2 * MOMENT));
      while (isBusy || isDue);
    },
  };
}

/** Why there is no page, and what can be had all the same. */
function failureOf({ failed, why = "" }) {
  const kept = t("Vẫn tải được bản Word.");
  return why ? { message: `${why} ${kept}`, original: failed } : { message: `${failed} ${kept}` };
}

/** What a preview says over the last good page: that it works, or why there is no newer page. */

import { tell } from "../sentences.js";
import { t } from "../words.js";

const QUIET_MS = 1000;

/**
 * @returns {{element: HTMLElement, busy: (is: boolean) => void,
 *   fail: (sentence: string | {message: string, original?: string}, actions?: {label: string, run: () => void}[]) => void,
 *   clear: () => void, destroy: () => void}}
 */
export function createNotice() {
  const element = document.createElement("div");
  const failure = document.createElement("div");
  const working = document.createElement("p");
  let timer = 0;
  element.className = "preview-notice";
  failure.className = "preview-failure";
  working.className = "preview-working";
  for (const part of [failure, working]) part.setAttribute("role", "status");
  failure.hidden = true;
  working.hidden = true;
  element.append(failure, working);

  const say = (text) => {
    working.textContent = text;
    working.hidden = !text;
  };

  return {
    element,
    busy(is) {
      if (is) {
        timer ||= setTimeout(() => say(t("Đang cập nhật bản xem…")), QUIET_MS);
        return;
      }
      clearTimeout(timer);
      timer = 0;
      say("");
    },
    fail(sentence, actions = []) {
      const text = document.createElement("p");
      tell(text, [typeof sentence === "string" ? { message: sentence } : sentence]);
      failure.replaceChildren(text, ...actions.map(actionButton));
      failure.hidden = false;
    },
    clear() {
      failure.hidden = true;
      failure.replaceChildren();
    },
    destroy: () => clearTimeout(timer),
  };
}

function actionButton({ label, run }) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = label;
  button.addEventListener("click", () => run());
  return button;
}

// Short sentences above the form, each with what can be done about it.
import { told } from "../sentences.js";
import { t } from "../words.js";
import { make } from "./elements.js";

/** @param {HTMLElement} host */
export function createNotices(host) {
  const shown = new Map();
  return {
    /**
     * Show, change or (with no text) take away the notice of a name.
     * @param {string} name
     * @param {string} text
     * @param {{actions?: {label: string, run: function}[], kind?: string, original?: string}} [more]
     *   original: the Vietnamese behind an English text
     */
    say(name, text, { actions = [], kind = "warn", original = "" } = {}) {
      const before = shown.get(name);
      if (before?.dataset.text === (text || "")) return;
      before?.remove();
      shown.delete(name);
      if (!text) return;
      const close = () => this.say(name, "");
      const buttons = [...actions, { label: t("Đóng"), run: close }].map(({ label, run }) =>
        make("button.btn.btn-quiet.btn-small", { type: "button", text: label, on: { click: run } }),
      );
      const notice = make(`div.notice.${kind}`, { role: "status", "data-text": text }, make("span", {}, ...told({ message: text, original })), make("span", {}, ...buttons));
      host.append(notice);
      shown.set(name, notice);
    },
  };
}

// How fast a batch goes and how long it will take, in the words of `batch_words.py`.
import { t } from "./words.js";

const MINUTE = 60;
const HOUR = 3600;

/**
 * @param {number} perSecond items that end in a second
 * @param {number|null} seconds until all have; null where nobody can tell
 * @returns {string} "12 bản mỗi giây · còn khoảng 3 phút"
 */
export function pace(perSecond, seconds) {
  return [rate(perSecond), left(seconds)].filter(Boolean).join(" · ");
}

function rate(perSecond) {
  if (perSecond >= 1) return t("%(n)s bản mỗi giây", { n: short(perSecond) });
  if (perSecond * MINUTE >= 1) return t("%(n)s bản mỗi phút", { n: short(perSecond * MINUTE) });
  return "";
}

function left(seconds) {
  if (seconds === null) return "";
  if (seconds < MINUTE) return t("còn chưa đến 1 phút");
  const minutes = Math.round(seconds / MINUTE);
  if (seconds < HOUR) return t("còn khoảng %(n)s phút", { n: minutes });
  const words = { hours: Math.floor(minutes / MINUTE), minutes: minutes % MINUTE };
  return t("còn khoảng %(hours)s giờ %(minutes)s phút", words);
}

function short(value) {
  return value >= 10 ? Math.round(value).toLocaleString("vi-VN") : value.toFixed(1).replace(".", ",");
}

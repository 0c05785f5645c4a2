// Work that takes longer than a second says so: how far the file is, then that it is being read.
import { tell } from "./sentences.js";
import { t } from "./words.js";

const QUIET = 1000;

/**
 * Show progress at the foot of the page, quiet while the work takes less than a second.
 * @param {Document} page
 * @param {{quiet?: number}} [options] quiet: milliseconds before anything shows
 * @returns {{sent: (share: number) => void, working: (words: string) => void,
 *   done: () => void, failed: (sentence: string, original?: string) => void}}
 */
export function createProgress(page, { quiet = QUIET } = {}) {
  addStyles(page);
  const card = page.createElement("div");
  card.className = "work-card";
  card.hidden = true;
  const said = page.createElement("p");
  said.setAttribute("role", "status");
  const bar = page.createElement("progress");
  bar.max = 1;
  card.append(said, bar);
  page.body.append(card);
  const timer = setTimeout(() => (card.hidden = false), quiet);

  const done = () => {
    clearTimeout(timer);
    card.remove();
  };
  return {
    sent(share) {
      bar.value = share;
      name(bar, said, t("Đang gửi tệp… %(n)s %", { n: Math.round(share * 100) }));
    },
    working(words) {
      bar.removeAttribute("value");
      name(bar, said, words);
    },
    done,
    failed(sentence, original = "") {
      clearTimeout(timer);
      card.hidden = false;
      card.classList.add("wrong");
      said.setAttribute("role", "alert");
      tell(said, [{ message: sentence, original }]);
      bar.replaceWith(closing(page, done));
    },
  };
}

function name(bar, said, words) {
  if (said.textContent !== words) said.textContent = words;
  bar.setAttribute("aria-label", words);
}

function closing(page, done) {
  const row = page.createElement("div");
  row.className = "work-does";
  const button = page.createElement("button");
  button.type = "button";
  button.className = "btn btn-quiet";
  button.textContent = t("Đóng");
  button.addEventListener("click", done);
  row.append(button);
  queueMicrotask(() => button.focus());
  return row;
}

/** Pages that only take dropped files don't link the styles themselves. */
function addStyles(page) {
  const href = new URL("./uploads.css", import.meta.url).href;
  if ([...page.querySelectorAll("link[rel=stylesheet]")].some((one) => one.href === href)) return;
  const link = page.createElement("link");
  link.rel = "stylesheet";
  link.href = href;
  page.head.append(link);
}

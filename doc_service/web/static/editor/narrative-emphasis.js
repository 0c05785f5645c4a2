/** Marks of bold and italic in running text. */

/** The words of a line around a selection put between marks, or taken out of them. */
export function marked(words, start, end, mark) {
  let [from, to] = [start, end];
  if (from === to) {
    while (from > 0 && !/\s/u.test(words[from - 1])) from -= 1;
    while (to < words.length && !/\s/u.test(words[to])) to += 1;
  }
  while (from < to && /\s/u.test(words[from])) from += 1;
  while (to > from && /\s/u.test(words[to - 1])) to -= 1;
  if (from === to) return null;
  const size = mark.length;
  const stars = (run) => run?.[0].length ?? 0;
  const before = stars(/\*+$/.exec(words.slice(0, from)));
  const behind = stars(/^\*+/.exec(words.slice(to)));
  const has = (count) => count === size || count === 3;
  if (has(before) && has(behind)) {
    const text = words.slice(0, from - size) + words.slice(from, to) + words.slice(to + size);
    return { words: text, start: from - size, end: to - size };
  }
  const inner = words.slice(from, to);
  const own = [stars(/^\*+/.exec(inner)), stars(/\*+$/.exec(inner))];
  if (own.every(has) && inner.length > 2 * size) {
    const text = words.slice(0, from) + inner.slice(size, -size) + words.slice(to);
    return { words: text, start: from, end: to - 2 * size };
  }
  const text = words.slice(0, from) + mark + inner + mark + words.slice(to);
  return { words: text, start: from + size, end: to + size };
}

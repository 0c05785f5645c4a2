// Dates as they are typed, shown as officials write them; whether one exists is the server's word.

const TYPED = /^\s*(\d{1,2})\s*[/.\- ]\s*(\d{1,2})\s*[/.\- ]\s*(\d{4}|\d{2})\s*$/;
const BARE = /^\s*(\d{2})(\d{2})(\d{4})\s*$/;
const ISO = /^\s*(\d{4})-(\d{2})-(\d{2})\s*$/;

/** `5/2/2026`, `5.2.26`, `05022026`, `2026-02-05` → `05/02/2026`; anything else as it is. */
export function shownDate(text) {
  const iso = ISO.exec(text);
  const found = iso ? [text, iso[3], iso[2], iso[1]] : TYPED.exec(text) || BARE.exec(text);
  if (!found) return text;
  const [day, month] = [Number(found[1]), Number(found[2])];
  const year = found[3].length === 2 ? 2000 + Number(found[3]) : Number(found[3]);
  if (!exists(day, month, year)) return text;
  return `${pad(day)}/${month < 3 ? pad(month) : month}/${year}`;
}

const pad = (number) => String(number).padStart(2, "0");

function exists(day, month, year) {
  const date = new Date(year, month - 1, day);
  return date.getFullYear() === year && date.getMonth() === month - 1 && date.getDate() === day;
}

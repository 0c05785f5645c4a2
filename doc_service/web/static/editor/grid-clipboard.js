/** Blocks of cells on the clipboard: what Excel, Word and other tables put there, and back. */

const EXCEL = /urn:schemas-microsoft-com:office:excel|content=["']?Excel\.Sheet/i;
const STYLES = /<style[\s\S]*?<\/style>|\sstyle=("[^"]*"|'[^']*'|[^\s>]+)/gi;
const BLOCKS = new Set(["P", "DIV", "LI", "H1", "H2", "H3", "H4", "H5", "H6"]);
const UNSEEN = new Set(["STYLE", "SCRIPT", "TITLE", "META", "LINK"]);

/**
 * The block a paste holds: rows of texts. A Word or web table is read from its HTML, because its
 * plain text does not tell a new paragraph in a cell from a new row; Excel's plain text does.
 *
 * @param {DataTransfer} data
 * @returns {string[][]} Empty where the clipboard holds no text.
 */
export function readBlock(data) {
  const html = data.getData("text/html");
  if (html && /<table/i.test(html) && !EXCEL.test(html)) {
    const block = readHtmlTable(html);
    if (block.length) return block;
  }
  return readTsv(data.getData("text/plain"));
}

/**
 * Tab-separated text; a cell in double quotes may hold tabs, line breaks and doubled quotes.
 *
 * @param {string} text
 * @returns {string[][]} A last line that is empty does not count.
 */
export function readTsv(text) {
  const rows = [[]];
  const cell = /(?:"((?:[^"]|"")*)"(?=[\t\r\n]|$)|([^\t\r\n]*))(\t|\r\n|\n|\r|$)/gy;
  while (cell.lastIndex <= text.length) {
    const found = cell.exec(text);
    if (!found) break;
    const [whole, quoted, plain, end] = found;
    rows.at(-1).push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === "") break;
    if (end !== "\t") rows.push([]);
    if (whole === "") break;
  }
  if (rows.at(-1).length === 0 || (rows.at(-1).length === 1 && rows.at(-1)[0] === "")) rows.pop();
  return rows;
}

/**
 * The first table of an HTML text; a cell that spans stands once, the places it covers are empty.
 *
 * @param {string} html
 * @returns {string[][]}
 */
export function readHtmlTable(html) {
  // The copy is never shown, yet the page's policy would complain of its styles.
  const plain = html.replace(STYLES, "");
  const table = new DOMParser().parseFromString(plain, "text/html").querySelector("table");
  if (!table) return [];
  const rows = [...table.rows].map(() => []);
  [...table.rows].forEach((row, at) => {
    for (const cell of row.cells) placeCell(rows, at, cell);
  });
  return rows.map((row) => Array.from(row, (text) => text ?? ""));
}

function placeCell(rows, at, cell) {
  let column = 0;
  while (rows[at][column] !== undefined) column += 1;
  const down = Math.min(Math.max(cell.rowSpan, 1), rows.length - at);
  for (let y = 0; y < down; y += 1) {
    for (let x = 0; x < Math.max(cell.colSpan, 1); x += 1) rows[at + y][column + x] = "";
  }
  rows[at][column] = textOf(cell);
}

/** The text of a cell: source white space is one space, a paragraph or `<br>` a new line. */
function textOf(cell) {
  let text = "";
  const visit = (node) => {
    if (node.nodeType === Node.TEXT_NODE) text += node.data.replace(/[ \t\r\n]+/g, " ");
    else if (node.nodeName === "BR") text += "\n";
    else if (!UNSEEN.has(node.nodeName)) {
      if (BLOCKS.has(node.nodeName) && text.trim() && !text.endsWith("\n")) text += "\n";
      node.childNodes.forEach(visit);
    }
  };
  cell.childNodes.forEach(visit);
  return text.replace(/ *\n */g, "\n").replace(/ {2,}/g, " ").trim();
}

/**
 * A block as tab-separated text that Excel reads back cell by cell.
 *
 * @param {string[][]} block
 * @returns {string}
 */
export function writeTsv(block) {
  const quoted = (text) => (/[\t\r\n"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return block.map((row) => row.map(quoted).join("\t")).join("\r\n");
}

/**
 * A block as an HTML table, for Word.
 *
 * @param {string[][]} block
 * @returns {string}
 */
export function writeHtml(block) {
  const table = document.createElement("table");
  for (const texts of block) {
    const row = table.insertRow();
    for (const text of texts) {
      text.split("\n").forEach((line, at) => {
        if (at === 0) row.insertCell();
        else row.lastChild.append(document.createElement("br"));
        row.lastChild.append(line);
      });
    }
  }
  return table.outerHTML;
}

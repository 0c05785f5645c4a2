/** How many words a narrative has, as `doc_service/vietnamese/words.py` counts them. */

const counts = new WeakMap();

/**
 * Pieces between blanks that hold a letter or a digit.
 * @param {string} text
 * @returns {number}
 */
function wordCount(text) {
  return text.split(/\s+/u).filter((piece) => /[\p{L}\p{N}]/u.test(piece)).length;
}

/**
 * Words of a tree: headings, text and cells, without labels.
 * @param {object[]} tree
 * @returns {number}
 */
export function wordsOf(tree) {
  return tree.reduce((sum, node) => sum + wordsOfNode(node), 0);
}

function wordsOfNode(node) {
  if (!counts.has(node)) {
    const texts = [node.tieu_de, node.chu, ...node.cot, ...node.hang.flat()];
    const own = texts.reduce((sum, text) => sum + (text ? wordCount(text) : 0), 0);
    counts.set(node, own + wordsOf(node.con));
  }
  return counts.get(node);
}

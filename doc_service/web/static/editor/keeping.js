// What the browser keeps until the server has it: nothing typed is lost with the network.

const key = (id) => `vanthu:${id}`;

/** Keep the data that the server does not have yet. */
export function keep(id, kept) {
  try {
    localStorage.setItem(key(id), JSON.stringify({ ...kept, at: Date.now() }));
    return true;
  } catch {
    return false; // private windows and full stores: the page itself still holds everything
  }
}

/** Forget them: the server has them. */
export function forget(id) {
  try {
    localStorage.removeItem(key(id));
  } catch {
    // nothing was kept
  }
}

/** What was kept of a draft: {version, base, data, at}, or null. */
export function kept(id) {
  try {
    return JSON.parse(localStorage.getItem(key(id)));
  } catch {
    return null;
  }
}

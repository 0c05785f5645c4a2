// Asking the server: JSON in, JSON out; a log-in that ended and a network that fails are told apart.
import { errorOf } from "./sentences.js";

/** The token that every change carries; it follows a new log-in. */
export function csrf() {
  return document.querySelector('meta[name="csrf"]').content;
}

/** Keep the token of a new session. */
export function setCsrf(token) {
  document.querySelector('meta[name="csrf"]').content = token;
}

/**
 * An answer that is not what was asked for. `status` 0: the network failed; `original`: the
 * Vietnamese behind an English message.
 */
export class Refused extends Error {
  constructor(status, body) {
    const said = errorOf(body);
    super(said.message);
    this.original = said.original;
    this.status = status;
    this.body = body || {};
  }
}

/**
 * Send JSON (or a FormData) and return the JSON that comes back.
 * @param {string} method
 * @param {string} path
 * @param {object|FormData} [body]
 * @param {{signal?: AbortSignal, keepalive?: boolean}} [options]
 * @throws {Refused} whatever is not 2xx; status 0 where nobody answered
 */
export async function ask(method, path, body, options = {}) {
  const answer = await send(method, path, body, options);
  return answer.json().catch(() => null);
}

/**
 * Send JSON; return the line of JSON and the bytes behind it that come back.
 * @throws {Refused} as `ask` does
 */
export async function askFramed(path, body) {
  const answer = await send("POST", path, body, {});
  const all = new Uint8Array(await answer.arrayBuffer());
  const end = all.indexOf(10);
  return { said: JSON.parse(new TextDecoder().decode(all.subarray(0, end))), bytes: all.slice(end + 1) };
}

async function send(method, path, body, options) {
  const headers = { Accept: "application/json" };
  if (method !== "GET") headers["X-CSRFToken"] = csrf();
  const isForm = body instanceof FormData;
  if (body && !isForm) headers["Content-Type"] = "application/json";
  let answer;
  try {
    answer = await fetch(path, {
      method,
      headers,
      body: body && !isForm ? JSON.stringify(body) : body,
      credentials: "same-origin",
      redirect: "manual",
      ...options,
    });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Refused(0, {});
  }
  if (!answer.ok) throw new Refused(answer.status || 401, await answer.json().catch(() => null));
  return answer;
}

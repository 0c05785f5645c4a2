"""What the benchmark of the desk does inside the page."""

from __future__ import annotations

from typing import Final

TYPE: Final = """([field, text]) => new Promise((resolve) => {
  const input = document.querySelector(field);
  const root = document.documentElement;
  const before = root.dataset.rendered;
  const began = performance.now();
  input.value = text;
  input.dispatchEvent(new Event('input', {bubbles: true}));
  const look = () => root.dataset.rendered === before
    ? requestAnimationFrame(look) : resolve(performance.now() - began);
  look();
})"""
"""Types a text into a field; resolves with the milliseconds until the paper is painted."""

KEEP_TYPING: Final = """(field) => {
  const input = document.querySelector(field);
  let number = 0;
  setInterval(() => {
    input.value = `Ban Xây dựng Đảng ${number += 1}`;
    input.dispatchEvent(new Event('input', {bubbles: true}));
  }, 250);
}"""
"""Types four times a second, for ever."""

FRAMES: Final = """() => {
  window.frames_ = [];
  let last = performance.now();
  const note = (now) => {
    window.frames_.push(now - last);
    last = now;
    requestAnimationFrame(note);
  };
  requestAnimationFrame(note);
}"""
"""Notes how long every frame takes."""

PASTE: Final = """(text) => new Promise((resolve) => {
  const data = new DataTransfer();
  data.setData('text/plain', text);
  const began = performance.now();
  document.activeElement.dispatchEvent(
    new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true}));
  requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - began)));
})"""
"""Pastes a text where the focus is; resolves with the milliseconds until it is drawn."""

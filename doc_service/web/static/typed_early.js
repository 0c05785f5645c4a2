// What was typed before the page could listen is asked for as soon as it can.

document.addEventListener("DOMContentLoaded", () => {
  for (const field of document.querySelectorAll('input[type="search"]')) {
    if (field.value !== field.defaultValue) {
      field.dispatchEvent(new CustomEvent("typed-early", { bubbles: true }));
    }
  }
});

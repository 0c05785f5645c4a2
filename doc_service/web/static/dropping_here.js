// Pages that take dropped files themselves: the files go into the page's own file input.

/**
 * Put files dropped anywhere on the page into a file input.
 * @param {HTMLInputElement} input
 * @param {HTMLElement} zone shows that files are held over the page
 */
export function takeDrops(input, zone) {
  const handlers = {
    dragenter: () => zone.classList.add("over"),
    dragover: (event) => event.preventDefault(),
    dragleave: (event) => event.relatedTarget || zone.classList.remove("over"),
    drop: (event) => {
      event.preventDefault();
      zone.classList.remove("over");
      const files = new DataTransfer();
      const dropped = [...event.dataTransfer.files];
      for (const file of input.multiple ? dropped : dropped.slice(0, 1)) files.items.add(file);
      input.files = files.files;
      input.dispatchEvent(new Event("change", { bubbles: true }));
      input.focus();
    },
  };
  for (const [name, handle] of Object.entries(handlers)) {
    window.addEventListener(
      name,
      (event) => {
        if (![...(event.dataTransfer?.types || [])].includes("Files")) return;
        event.stopPropagation();
        handle(event);
      },
      { capture: true },
    );
  }
}

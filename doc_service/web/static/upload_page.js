// The page for files: the form is sent without leaving the page, so that progress can be shown.
import { sendFiles, showKept } from "./uploading.js";

const form = document.getElementById("upload");

form?.addEventListener("submit", (event) => {
  event.preventDefault();
  sendFiles([...form.elements.tep.files]);
});

showKept();

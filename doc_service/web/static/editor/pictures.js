// A picture: chosen, sent to the server at once, shown with its limits.
import { ask, Refused } from "../asking.js";
import { worded } from "../sentences.js";
import { t } from "../words.js";
import { idOf, make } from "./elements.js";
import { showProblems } from "./controls.js";

const STORED = "tep:";

/** The control of a picture. */
export function createPicture(field, pointer, { value, onChange, address }) {
  const id = idOf(pointer);
  const image = make("img", { alt: "", hidden: true });
  const input = make("input.form-control", { id, type: "file", accept: "image/jpeg,image/png" });
  const said = make("p.said", { id: `${id}-said`, hidden: true });
  const limits = make("p.form-text", { id: `${id}-help`, text: limitsOf(field) });
  const remove = make("button.btn.btn-quiet.btn-small", {
    type: "button",
    text: t("Bỏ ảnh"),
    hidden: true,
    on: { click: () => put("") },
  });
  input.setAttribute("aria-describedby", `${id}-help ${id}-said`);
  const label = make("label.form-label", { for: id }, ...worded(field.label));
  const box = make("div.picture-box", {}, image, make("div", {}, input, limits, remove));
  const element = make("div.field.is-wide", {}, label, box, said);

  const show = (next) => {
    image.hidden = remove.hidden = !next;
    if (!next) return;
    image.src = next.startsWith(STORED)
      ? `${address}/anh/${next.slice(STORED.length)}`
      : next.startsWith("data:") ? next : `data:image/jpeg;base64,${next}`;
  };
  const put = (next) => {
    show(next);
    onChange(next);
  };
  input.addEventListener("change", async () => {
    const [file] = input.files;
    if (!file) return;
    const body = new FormData();
    body.append("anh", file);
    try {
      const answer = await ask("POST", `${address}/anh`, body);
      image.hidden = remove.hidden = false;
      image.src = URL.createObjectURL(file);
      showProblems(input, said, []);
      onChange(answer.value);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const { message, original } = error;
      const found = error.body.problems?.[0] || { message: message || t("Chưa gửi được ảnh; hãy thử lại."), original };
      showProblems(input, said, [{ ...found, severity: "error" }]);
    }
  });
  if (value) show(value);
  return {
    element,
    setValue: (next) => show(next || ""),
    mark: (problems) => showProblems(input, said, problems),
    focus: () => input.focus(),
  };
}

function limitsOf(field) {
  const { megapixels = 0, megabytes = 0 } = field.picture || {};
  const parts = [t("Ảnh JPEG hoặc PNG.")];
  if (megapixels) parts.push(t("Ít nhất %(n)s megapixel.", { n: String(megapixels).replace(".", ",") }));
  if (megabytes) parts.push(t("Tệp nên từ %(n)s MB.", { n: String(megabytes).replace(".", ",") }));
  return parts.join(" ");
}

"""`python -m docs.generate`: write the pages of `docs/` that follow from the code."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from doc_service import errors
from doc_service.api.openapi import openapi
from doc_service.cli import main as command_line
from doc_service.conformity.catalogue import catalogue
from doc_service.dossiers.declarations import Dossier
from doc_service.dossiers.loading import load_dossiers
from doc_service.forms.catalog import Catalog, Form, load_catalog
from doc_service.forms.fields import Field
from doc_service.forms.illustrations import abridged
from doc_service.settings import PREFIX, ROOT, SETTINGS

MARK = "<!-- Trang này do `make docs` viết ra từ mã nguồn; đừng sửa tay. -->\n\n"

KINDS = {
    "text": "chữ",
    "time": "giờ",
    "picture": "ảnh",
    "narrative": "lời văn",
    "integer": "số nguyên",
    "date": "ngày",
    "choice": "lựa chọn",
    "object": "nhóm",
    "rows": "các dòng",
}


FAMILIES = {"dang": "Đảng", "nha_nuoc": "Nhà nước", "mttq": "Mặt trận, đoàn thể"}


def pages() -> Iterator[tuple[Path, str]]:
    """Yield the path of every generated page and its text."""
    catalog = load_catalog(ROOT / "schemas", ROOT / "form_templates")
    dossiers = load_dossiers(ROOT / "schemas", catalog)
    docs = ROOT / "docs"
    yield docs / "forms" / "README.md", _index(catalog)
    for name in catalog.names():
        yield docs / "forms" / f"{name}.md", _form(catalog.form(name))
    for one in dossiers.values():
        yield docs / "dossiers" / f"{one.name}.md", _dossier(one, catalog)
    yield docs / "conformity.md", _conformity()
    yield docs / "settings.md", _settings()
    yield docs / "errors.md", _errors()
    yield docs / "cli.md", _commands()
    described = openapi(catalog, dossiers)
    yield docs / "openapi.json", json.dumps(described, ensure_ascii=False, indent=1) + "\n"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def _index(catalog: Catalog) -> str:
    forms = [catalog.form(name) for name in catalog.names()]
    parts = [f"{MARK}# Các biểu mẫu\n"]
    for group in dict.fromkeys(form.group for form in forms):
        parts.append(f"\n## {group or 'Mẫu quy định'}\n\n")
        parts.append("| tên | biểu mẫu | dùng để | khối |\n| --- | --- | --- | --- |\n")
        parts += [
            f"| [`{form.name}`]({form.name}.md) | {form.title} | {form.help} "
            f"| {', '.join(FAMILIES[one] for one in form.families)} |\n"
            for form in forms
            if form.group == group
        ]
    return "".join(parts)


def _form(form: Form) -> str:
    lines = [
        MARK,
        f"# {form.title}\n\n{form.help}\n\n",
        f"> Do chúng tôi chọn: {form.assumed}\n\n" if form.assumed else "",
        f"Tên trong API và dòng lệnh: `{form.name}` · phiên bản lược đồ `{form.fingerprint}`\n\n",
        "```bash\n",
        f"python -m doc_service new {form.name}            # tệp Excel trống\n",
        f"python -m doc_service new {form.name} --json     # dữ liệu ví dụ\n",
        f"python -m doc_service issue {form.name} {form.name}.json --to docx,pdf,xlsx -o out\n",
        "```\n\n",
    ]
    lines += _table(form.fields)
    for field in form.fields:
        if field.fields:
            lines.append(f"\n## {field.label} (`{field.name}`)\n\n")
            lines.append(f"{field.help}\n\n" if field.help else "")
            lines += _table(field.fields)
    shown = json.dumps(abridged(form.example), ensure_ascii=False, indent=2)
    return "".join([*lines, f"\n## Ví dụ\n\n```json\n{shown}\n```\n"])


def _table(fields: tuple[Field, ...]) -> list[str]:
    head = "| trường | nhãn | kiểu | bắt buộc | ghi chú |\n| --- | --- | --- | --- | --- |\n"
    return [head] + [
        f"| `{one.name}` | {_cell(one.label)} | {KINDS[one.kind]} | {'có' if one.required else ''} "
        f"| {_cell(_notes(one))} |\n"
        for one in fields
    ]


def _notes(field: Field) -> str:
    notes = [field.help]
    if field.choices:
        notes.append("; ".join(f"`{one.code}` {one.label}" for one in field.choices) + ".")
    if field.max_words:
        notes.append(f"Không quá {field.max_words} từ.")
    if field.max_rows:
        notes.append(f"Nhiều nhất {field.max_rows} dòng.")
    if field.unused:
        notes.append(f"Không in: {field.unused}.")
    return " ".join(note for note in notes if note)


def _dossier(one: Dossier, catalog: Catalog) -> str:
    lines = [
        MARK,
        f"# {one.title}\n\n{one.help}\n\nNguồn: {one.source}.\n\n",
        "```bash\n",
        f"python -m doc_service new {one.name}                        # Excel, phần dùng chung\n",
        f"python -m doc_service new {one.name} --json -o ho-so.json   # dữ liệu ví dụ\n",
        f"python -m doc_service dossier {one.name} ho-so.json -o out  # từng tệp; --zip: một ZIP\n",
        f"python -m doc_service dossier {one.name} thu-muc -o out     # các tệp Excel, JSON\n",
        "```\n\n## Văn bản, theo thứ tự\n\n",
        "| biểu mẫu | văn bản | bắt buộc | số bộ | ghi chú |\n| --- | --- | --- | --- | --- |\n",
    ]
    for document in one.documents:
        form = catalog.form(document.form)
        each = (
            f"Mỗi dòng của “{one.fact(document.each.fact).label}” một văn bản."
            if document.each
            else ""
        )
        compared = "Chỉ để đối chiếu, không nằm trong hồ sơ." if document.reference else ""
        lines.append(
            f"| [`{form.name}`](../forms/{form.name}.md) | {form.title} "
            f"| {'có' if document.required else ''} | {document.copies} | {each}{compared} |\n"
        )
    lines.append("\n## Phần dùng chung, nhập một lần (`chung`)\n\n")
    lines.append("| mục | nhãn | đứng trong | ghi chú |\n| --- | --- | --- | --- |\n")
    for fact in one.facts:
        where = ", ".join(f"`{slot.form}.{slot.field}`" for slot in fact.slots)
        filled = "" if fact.agree else "Văn bản ghi khác được. "
        same = f"Phải giống nhau: {', '.join(fact.same)}. " if fact.same else ""
        lines.append(
            f"| `{fact.name}` | {fact.label} | {where} | {_cell(fact.help)} {filled}{same}|\n"
        )
    return "".join(lines)


SEVERITIES = {"error": "lỗi", "warning": "nên sửa", "info": "xem lại"}


def _conformity() -> str:
    lines = [
        MARK,
        "# Danh mục soát thể thức\n\n`python -m doc_service check TỆP.docx` hoặc "
        "`POST /api/v1/checks`. Cỡ chữ, lề, dấu câu lấy từ bộ thể thức của ngày ban hành.\n\n",
        "| mã | soát gì | mức | khối | căn cứ |\n| --- | --- | --- | --- | --- |\n",
    ]
    lines += [
        f"| {one.id} | {one.title} | {SEVERITIES[one.severity]} "
        f"| {', '.join(FAMILIES[family] for family in one.families)} | {one.clause} |\n"
        for one in catalogue().values()
    ]
    return "".join(lines)


def _settings() -> str:
    rows = "".join(
        f"| `{PREFIX}{one.name.upper()}` | `{_shown(one.default)}` | {_cell(one.help)}"
        f"{' Một trong: ' + ', '.join(one.choices) + '.' if one.choices else ''} |\n"
        for one in SETTINGS
    )
    return (
        f"{MARK}# Cấu hình\n\nMỗi dòng là một biến môi trường; trong tệp TOML (`{PREFIX}CONFIG`, "
        "hoặc `vanthu.toml` ở thư mục hiện hành) dùng cùng tên, chữ thường, bỏ `VANTHU_`. "
        "Biến môi trường được ưu tiên. "
        "Giá trị sai được báo hết một lần khi khởi động.\n\n"
        f"| biến | mặc định | nghĩa |\n| --- | --- | --- |\n{rows}"
    )


def _shown(value: object) -> str:
    if isinstance(value, Path) and value.is_relative_to(ROOT):
        return f"./{value.relative_to(ROOT)}"
    return str(value)


def _errors() -> str:
    rows = []

    def walk(kind: type[errors.DocServiceError], depth: int) -> None:
        said = (kind.__doc__ or "").split("\n")[0].split(";")[0].rstrip(".")
        name = "&nbsp;&nbsp;" * depth + kind.__name__
        shown = f"`{kind.code}` | {kind.status} | {kind.exit_code} | {kind.title} | {_cell(said)}"
        rows.append(f"| {name} | {shown} |\n")
        for below in kind.__subclasses__():
            walk(below, depth + 1)

    walk(errors.DocServiceError, 0)
    return (
        f"{MARK}# Các lỗi\n\nMột cây lỗi cho mọi mặt: `code` và mã HTTP trong "
        "`application/problem+json`, mã thoát trên dòng lệnh.\n\n"
        "| lỗi | `code` | HTTP | mã thoát | tiêu đề | nghĩa |\n"
        f"| --- | --- | --- | --- | --- | --- |\n{''.join(rows)}"
    )


def _commands() -> str:
    top = click.Context(
        command_line,
        info_name="python -m doc_service",
        terminal_width=96,
        max_content_width=96,
        **command_line.context_settings,
    )
    parts = [f"{MARK}# Dòng lệnh\n\n```text\n{command_line.get_help(top)}\n```\n"]
    for name, command in sorted(command_line.commands.items()):
        shown = command.get_help(click.Context(command, parent=top, info_name=name))
        parts.append(f"\n## {name}\n\n```text\n{shown}\n```\n")
    return "".join(parts)


def main() -> None:
    """Write every page and say which changed."""
    for path, text in pages():
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.is_file() and path.read_text("utf-8") == text
        if not fresh:
            path.write_text(text, "utf-8")
        sys.stdout.write(f"{path.relative_to(ROOT)}: {'như cũ' if fresh else 'đã ghi lại'}\n")


if __name__ == "__main__":
    main()

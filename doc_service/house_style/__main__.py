"""`python -m doc_service.house_style [FOLDER]`: write every `<form>.docx` from its `<form>.py`.

A source names its `TEMPLATE`, or `TEMPLATES` where families of documents each need one: suffix →
template, written as `<form>.<suffix>.docx`, and as `<form>.docx` for the usual family, whose suffix
is empty.
"""

from __future__ import annotations

import runpy
import sys
from collections.abc import Iterator
from pathlib import Path

from doc_service.house_style.package import Template, build

FOLDER = Path(__file__).parents[2] / "form_templates"


def built(folder: Path = FOLDER) -> Iterator[tuple[Path, bytes]]:
    """Yield the path and the bytes of every template that has a source in `folder`."""
    for source in sorted(folder.glob("*.py")):
        for suffix, template in _templates(source).items():
            yield source.with_suffix(f".{suffix}.docx" if suffix else ".docx"), build(template)


def _templates(source: Path) -> dict[str, Template]:
    """Return what a source builds, by suffix.

    Raises:
        TypeError: the source names neither a Template nor Templates by suffix.
    """
    names = runpy.run_path(str(source))
    found = names.get("TEMPLATES", {"": names.get("TEMPLATE")})
    if not all(isinstance(one, Template) for one in found.values()):
        raise TypeError(f"{source.name}: TEMPLATE or TEMPLATES must hold Template only")
    return dict(found)


def main(folder: Path) -> None:
    """Write the templates and say what changed."""
    for path, content in built(folder):
        before = path.read_bytes() if path.is_file() else b""
        if before != content:
            _replace(path, content)
        sys.stdout.write(f"{path.name}: {'như cũ' if before == content else 'đã ghi lại'}\n")


def _replace(path: Path, content: bytes) -> None:
    """Write a template whole or not at all: others may be reading it."""
    half = path.with_name(f".{path.name}.part")
    half.write_bytes(content)
    half.replace(path)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)

"""`python -m doc_service.house_style [FOLDER]`: write every `<form>.docx` from its `<form>.py`."""

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
        template = runpy.run_path(str(source))["TEMPLATE"]
        if not isinstance(template, Template):
            raise TypeError(f"{source.name}: TEMPLATE is not a Template")
        yield source.with_suffix(".docx"), build(template)


def main(folder: Path) -> None:
    """Write the templates and say what changed."""
    for path, content in built(folder):
        before = path.read_bytes() if path.is_file() else b""
        if before != content:
            path.write_bytes(content)
        sys.stdout.write(f"{path.name}: {'như cũ' if before == content else 'đã ghi lại'}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)

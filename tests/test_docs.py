"""The pages that follow from the code are fresh, and nothing is left unsaid."""

from __future__ import annotations

import re
import runpy

from doc_service.settings import ROOT

GENERATOR = runpy.run_path(str(ROOT / "docs" / "generate.py"))


def test_generated_pages_are_fresh() -> None:
    stale = [
        path.name
        for path, text in GENERATOR["pages"]()
        if not path.is_file() or path.read_text("utf-8") != text
    ]
    assert not stale, "chạy “make docs”"


def test_links_between_pages_lead_somewhere() -> None:
    for page in [ROOT / "README.md", *ROOT.glob("docs/**/*.md")]:
        for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text("utf-8")):
            if "://" not in target:
                assert (page.parent / target).exists(), (page.name, target)


def test_the_readme_names_the_two_commands() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    assert "make run" in text
    assert "make test" in text


def test_no_page_names_a_path_of_one_machine() -> None:
    here = str(ROOT)
    for page in [ROOT / "README.md", ROOT / "CHANGELOG.md", *ROOT.glob("docs/**/*.*")]:
        if page.suffix in (".md", ".json"):
            assert here not in page.read_text("utf-8"), page.name

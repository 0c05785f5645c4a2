from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

from doc_service.conversion.registry import SETTINGS, write_profile

OOR = "{http://openoffice.org/2001/registry}"


def test_the_file_holds_every_setting(tmp_path: Path) -> None:
    write_profile(tmp_path)
    items = ElementTree.parse(tmp_path / "user" / "registrymodifications.xcu").getroot()
    found = [
        (item.get(f"{OOR}path"), prop.get(f"{OOR}name"), prop.findtext("value"))
        for item in items
        for prop in item
    ]
    assert found == [tuple(setting) for setting in SETTINGS]
    assert len({setting[:2] for setting in SETTINGS}) == len(SETTINGS)


def test_a_profile_that_is_there_is_kept(tmp_path: Path) -> None:
    write_profile(tmp_path)
    registry = tmp_path / "user" / "registrymodifications.xcu"
    registry.write_text("what LibreOffice has written")
    write_profile(tmp_path)
    assert registry.read_text() == "what LibreOffice has written"

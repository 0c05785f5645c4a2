from __future__ import annotations

from doc_service.word.relations import Relation, read_relations, relations_name

SPACE = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def test_relationships_stand_beside_their_part() -> None:
    assert relations_name("word/document.xml") == "word/_rels/document.xml.rels"


def test_targets_are_read_from_the_folder_of_the_part() -> None:
    listed = (
        f"<Relationships xmlns='{SPACE}'>"
        f"<Relationship Id='a' Type='{OFFICE}/header' Target='header1.xml'/>"
        f"<Relationship Id='b' Type='{OFFICE}/image' Target='/word/media/1.png'/>"
        f"<Relationship Id='c' Type='{OFFICE}/customXml' Target='../customXml/item1.xml'/>"
        f"<Relationship Id='d' Type='{OFFICE}/image' Target='http://x' TargetMode='External'/>"
        "</Relationships>"
    )
    members = {"word/_rels/document.xml.rels": listed.encode()}
    assert read_relations(members, "word/document.xml") == {
        "a": Relation("header", "word/header1.xml"),
        "b": Relation("image", "word/media/1.png"),
        "c": Relation("customXml", "customXml/item1.xml"),
    }


def test_a_part_without_relationships_has_none() -> None:
    assert read_relations({}, "word/document.xml") == {}

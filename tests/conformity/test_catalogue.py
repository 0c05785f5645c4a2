from __future__ import annotations

import re

import pytest

from doc_service.conformity.catalogue import catalogue, limits
from doc_service.conformity.rules.table import known_rules
from doc_service.the_thuc.rule_sets import rule_set


def test_every_rule_of_the_catalogue_is_judged_by_something_and_nothing_else_is():
    assert known_rules() == set(catalogue())


def test_every_rule_has_a_vietnamese_title_and_a_grave_or_light_severity():
    for rule in catalogue().values():
        assert not rule.title.isascii(), rule
        assert rule.severity in ("error", "warning", "info")


@pytest.mark.parametrize(("letter", "families"), [("P", ("dang",)), ("N", ("nha_nuoc", "mttq"))])
def test_rules_of_the_party_and_of_the_state_keep_to_their_family(letter, families):
    own = [rule for rule in catalogue().values() if rule.id.startswith(f"{letter}-")]
    assert len(own) > 20
    assert {rule.families for rule in own} == {families}


def test_clauses_name_an_official_document():
    clauses = [rule.clause for rule in catalogue().values() if rule.clause]
    assert len(clauses) > 40
    for clause in clauses:
        assert re.search(r"\d+-HD/VPTW|399-QĐ/TW|NĐ 30/2020/NĐ-CP|TCVN 6909", clause), clause


def test_the_front_is_allowed_what_the_state_is():
    assert limits("mttq").range("left_mm") == limits("nha_nuoc").range("left_mm") == (30, 35)


def test_the_party_has_no_range_of_margins_but_the_values_of_its_rule_set():
    assert "left_mm" not in limits("dang").ranges


def test_a_clause_that_hd05_keeps_is_told_as_its_own() -> None:
    rule = catalogue()["P-HDR-01"]
    assert rule.clause_of(rule_set("dang-hd36")) == "HD 36-HD/VPTW, Phụ lục 3, mục 1"
    newer = rule.clause_of(rule_set("dang-hd05"))
    assert newer == "HD 05-HD/VPTW, giữ như HD 36-HD/VPTW, Phụ lục 3, mục 1"
    recipients = catalogue()["P-NN-02"]
    assert recipients.clause_of(rule_set("dang-hd05")) == recipients.clause

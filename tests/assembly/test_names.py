from __future__ import annotations

import pytest

from doc_service.assembly.environment import template_environment
from doc_service.assembly.names import names_used, unknown_names
from doc_service.forms.catalog import Catalog

CONTEXT = {
    "ten": "A",
    "nhan": {"cap": {"xa": "Xã"}},
    "nhom": [{"ten": "I", "dong": [{"o": {"kinh_te": []}}]}],
    "trong": [],
}


def unknown(source: str) -> list[str]:
    return unknown_names(names_used(source, template_environment()), [CONTEXT])


@pytest.mark.parametrize(
    "source",
    [
        "{{ ten }}",
        "{{ ten | hoa }}",
        "{{ nhan.cap.xa }}",
        "{{ nhan.cap[ten] }}",
        "{{ nhan['cap'] }}",
        "{% for n in nhom[:1] %}{{ n.ten }}{% endfor %}",
        "{% for n in nhom %}{{ loop.index }}{% for d in n.dong %}{{ d.o.kinh_te }}{% endfor %}"
        "{{ n.ten }}{% endfor %}",
        "{% for x in trong %}{{ x.gi_cung_duoc }}{% endfor %}",
        "{% for d in ten | cac_doan %}{{ d }}{% endfor %}",
        "{% for k, v in nhom %}{{ k }}{{ v.x }}{% endfor %}",
    ],
)
def test_names_that_are_there_are_not_reported(source: str) -> None:
    assert unknown(source) == []


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("{{ tne }}", ["tne"]),
        ("{% if ten %}{{ tne }}{% else %}{{ tne2 }}{% endif %}", ["tne", "tne2"]),
        ("{{ nhan.cap.tinh }}", ["nhan.cap.tinh"]),
        ("{{ nhan.cap[tne] }}", ["tne"]),
        ("{% for n in nhom %}{{ n.tne }}{% endfor %}", ["nhom[].tne"]),
        ("{% for n in nhmo %}{{ n.ten }}{% endfor %}", ["nhmo", "nhmo[].ten"]),
        (
            "{% for n in nhom %}{% for d in n.dong %}{{ d.o.x }}{% endfor %}{% endfor %}",
            ["nhom[].dong[].o.x"],
        ),
        ("{{ n.ten }}", ["n.ten"]),
    ],
)
def test_a_misspelt_name_is_reported_wherever_it_stands(source: str, said: list[str]) -> None:
    assert unknown(source) == said


def test_a_name_is_known_when_one_example_has_it() -> None:
    paths = names_used("{{ a }}{{ b }}", template_environment())
    assert unknown_names(paths, [{"a": 1}, {"b": 2}]) == []


@pytest.mark.every_form
def test_the_shipped_templates_name_nothing_unknown(service, catalog: Catalog) -> None:
    for name in catalog.names():
        service.check_names(catalog.form(name))

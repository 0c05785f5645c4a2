"""Official texts that pages show: of forms, dossiers, deadlines, rules and errors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from doc_service.conformity.catalogue import catalogue
from doc_service.conformity.findings import SEVERITIES
from doc_service.desk.dossier_files import SHARED_LABEL, WHOLE_LABEL
from doc_service.desk.finding import GROUPS
from doc_service.dossiers.declarations import Dossier
from doc_service.dossiers.loading import load_dossiers
from doc_service.errors import DocServiceError
from doc_service.forms.catalog import Catalog, Form, load_catalog
from doc_service.forms.fields import Field
from doc_service.forms.localities import Locality
from doc_service.http.problem_json import HTTP_ERRORS
from doc_service.settings import ROOT
from doc_service.the_thuc.numbering import DOCUMENT_TYPES
from doc_service.the_thuc.rule_sets import rule_sets

INDEX_LABEL = "Mục lục"
"""What `dossiers` calls the table of contents among the documents."""


@cache
def official_texts() -> tuple[str, ...]:
    """Return every official text that a page may show, once, in a stable order; read once."""
    catalog = load_catalog(ROOT / "schemas", ROOT / "form_templates")
    dossiers = load_dossiers(ROOT / "schemas", catalog)
    texts = {*_of_catalog(catalog), *_of_rules(), *_of_errors(DocServiceError)}
    texts.update(title for _, title, _ in HTTP_ERRORS.values())
    for one in dossiers.values():
        texts.update(_of_dossier(one))
    return tuple(sorted(texts - {""}))


def _of_catalog(catalog: Catalog) -> Iterator[str]:
    yield from GROUPS
    for place in catalog.localities.values():
        yield from _of_locality(place)
        for name in catalog.names():
            yield from _of_form(catalog.form(name, place.name))


def _of_form(form: Form) -> Iterator[str]:
    yield from (form.title, form.help, form.group, form.assumed)
    yield from _of_fields(form.fields)


def _of_fields(fields: Iterable[Field]) -> Iterator[str]:
    for one in fields:
        yield from (one.label, one.help, one.section)
        yield from (choice.label for choice in one.choices)
        yield from _of_fields(one.fields)


def _of_locality(place: Locality) -> Iterator[str]:
    yield place.label
    for one in place.deadlines:
        yield from (one.what, one.from_, one.to, one.note, one.erratum)


def _of_dossier(one: Dossier) -> Iterator[str]:
    yield from (one.title, one.help, one.source, SHARED_LABEL, WHOLE_LABEL, INDEX_LABEL)
    yield from (document.label for document in one.documents)
    for fact in one.facts:
        yield from (fact.label, fact.help)


def _of_rules() -> Iterator[str]:
    yield from SEVERITIES.values()
    yield from DOCUMENT_TYPES.values()
    yield from (rules.label for rules in rule_sets().values())
    yield from (rule.title for rule in catalogue().values())


def _of_errors(kind: type[DocServiceError]) -> Iterator[str]:
    yield kind.title
    for below in kind.__subclasses__():
        yield from _of_errors(below)

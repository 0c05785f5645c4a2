"""The assembler: templates in, documents out, each template compiled once."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from jinja2 import TemplateError as JinjaError
from lxml import etree

from doc_service.assembly.checks import Supplied, check_nothing_lost, check_part, visible_text
from doc_service.assembly.compiled import CompiledTemplate, compile_template
from doc_service.assembly.environment import template_environment
from doc_service.assembly.gaps import highlight
from doc_service.assembly.media import with_media
from doc_service.assembly.names import names_used, unknown_names
from doc_service.assembly.properties import Properties, core_xml, custom_xml
from doc_service.errors import InvalidTemplate, TemplateNotFound
from doc_service.pictures import Picture
from doc_service.zip_archive import write_members

_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_NO_MEDIA: Final[Mapping[str, Picture]] = MappingProxyType({})


class Assembler:
    """Fills templates; safe to share between threads."""

    def __init__(self) -> None:
        """Start with nothing compiled."""
        self._env = template_environment()
        self._compiled: dict[Path, tuple[tuple[int, int], CompiledTemplate]] = {}
        self._lock = threading.Lock()

    def template(self, path: Path) -> CompiledTemplate:
        """Return the compiled template of a file, compiling it when it is new or has changed.

        Raises:
            TemplateNotFound: there is no such file.
            InvalidTemplate: it cannot be used.
        """
        try:
            stat = path.stat()
        except OSError as error:
            raise TemplateNotFound(f"Không có tệp mẫu “{path.name}”.", detail=str(error)) from None
        version = (stat.st_mtime_ns, stat.st_size)
        with self._lock:
            known = self._compiled.get(path)
            if known is None or known[0] != version:
                known = (version, compile_template(path.name, path.read_bytes(), self._env))
                self._compiled[path] = known
            return known[1]

    def unknown_names(
        self, template: CompiledTemplate, contexts: Iterable[Mapping[str, Any]]
    ) -> list[str]:
        """Return the names a template uses, on any branch, that none of the contexts has."""
        paths: set[tuple[str, ...]] = set()
        for source in template.sources.values():
            paths |= names_used(source, self._env)
        return unknown_names(paths, contexts)

    def assemble(
        self,
        template: CompiledTemplate,
        context: Mapping[str, Any],
        properties: Properties,
        supplied: Sequence[Supplied] = (),
        media: Mapping[str, Picture] = _NO_MEDIA,
        *,
        draft: bool = False,
    ) -> bytes:
        """Return the DOCX of one document; the same arguments give the same bytes.

        Args:
            template: what `template` returned.
            context: plain data, as the template names it.
            properties: metadata of the document.
            supplied: values that must be readable in the result.
            media: SHA-256 in hex → picture, for those that the context names.
            draft: give what stands for something missing a yellow ground.

        Raises:
            InvalidTemplate: a tag asks for something that is not there.
            ContentLost: the result is broken, or lacks a supplied value or a picture.
        """
        parts = dict(template.copied)
        texts = []
        for part, compiled in template.rendered.items():
            try:
                xml = compiled.render(context)
            except (JinjaError, TypeError, ValueError, LookupError) as error:
                raise InvalidTemplate(
                    f"Tệp mẫu “{template.name}” không điền được dữ liệu này.",
                    detail=f"{part}: {error}",
                ) from error
            root = check_part(part, xml)
            texts.append(visible_text(root))
            if draft and highlight(root):
                xml = etree.tostring(root, encoding="unicode")
            parts[part] = (_DECLARATION + xml).encode()
        check_nothing_lost(texts, supplied)
        parts["docProps/core.xml"] = core_xml(properties)
        parts["docProps/custom.xml"] = custom_xml(properties)
        return write_members(sorted(with_media(parts, media).items(), key=_word_order))


def _word_order(member: tuple[str, bytes]) -> tuple[bool, str]:
    # the format asks for the content types first, so that a reader can stream
    return member[0] != "[Content_Types].xml", member[0]

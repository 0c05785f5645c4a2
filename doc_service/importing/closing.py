"""The end of a document: recipients, signature, and what follows them.

Recipients stand left and the signature right, so that a text taken out of a PDF has them one after
the other, in either order, or side by side on the same lines. Shared domain reference §1.8, §1.10.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from doc_service.importing import signatures
from doc_service.importing.lines import Line, one_line
from doc_service.importing.wrapping import join_text
from doc_service.the_thuc.recipients import Recipient, purpose_text, recipient_text
from doc_service.vietnamese.text import fold

_LABEL = re.compile(r"nơi nhận\s*[:.]?\s*(?=$|[-–•+])", re.IGNORECASE)
_ITEM = re.compile(r"\s*[-–—•+]\s*(?=\S)")
_PURPOSE = re.compile(
    r"[\s,;]*\((?P<purpose>\s*(?:để|b/c|bc\b|báo cáo|thực hiện|t/h|th\b|phối hợp|p/h|ph\b|chỉ đạo|"
    r"theo dõi|biết|đăng|phổ biến|lưu)[^()]*)\)[\s,;.]*$",
    re.IGNORECASE,
)
_MARKS = re.compile(r"\*{1,3}|_{2,}|\\")
_COLUMNS = re.compile(r"\s{3,}|\t+")
_RIGHT_HALF: Final = 25
"""Blanks before a line that stands in the right half of a page set in columns."""

_LONGEST: Final = 500
"""Characters of the longest line of a closing."""

_SIGNATURE_LINES: Final = 10
"""Lines that a signature takes at most, the name among them."""

_LAST_LINES: Final = 15
"""Lines at the end among which a position alone opens a signature."""


@dataclass(frozen=True, slots=True)
class Closing:
    """The end of a document."""

    start: int
    """Place of its first line; the number of lines where there is no closing."""

    recipients: tuple[Recipient, ...] = ()
    signer: tuple[str, ...] = ()
    """The printed lines above the name."""

    name: str = ""
    rest: tuple[Line, ...] = ()
    """What follows: appendices, forms."""


def find_closing(lines: Sequence[Line]) -> int:
    """Return the place of the first line of the closing, or the number of lines."""
    texts = [plain_line(line.text) for line in lines]
    for at, text in enumerate(texts):
        if _LABEL.match(_first_cell(lines[at])):
            return _signature_before(texts, at)
        if signatures.is_authority(text) and _signs(texts, at):
            return at
        if len(texts) - at <= _LAST_LINES and signatures.is_position(text) and _signs(texts, at):
            return at
    return len(lines)


def read_closing(lines: Sequence[Line], start: int) -> Closing:
    """Read recipients and signature from the place that `find_closing` gave."""
    reader = _Reader()
    stray: list[Line] = []
    for at in range(start, len(lines)):
        if reader.take(lines[at]):
            continue
        if not reader.expects_more or not lines[at].text.isdecimal():
            return reader.closing(start, (*stray, *lines[at:]))
        # the number of a page that begins between recipients and signature
        stray.append(lines[at])
    return reader.closing(start, tuple(stray))


def recipient(text: str) -> Recipient:
    """Read one line of the list: `- TU, (để b/c),` is `TU` with the purpose `để b/c`."""
    if match := _PURPOSE.search(text):
        return Recipient(recipient_text(text[: match.start()]), purpose_text(match["purpose"]))
    return Recipient(recipient_text(text))


def is_label(text: str) -> bool:
    """Say whether a line is `Nơi nhận:`, with or without its first item."""
    return _LABEL.match(text) is not None


def plain_line(text: str) -> str:
    """Return a line without the marks of bold and italic."""
    return _MARKS.sub("", text).strip()


@dataclass(slots=True)
class _Reader:
    """Takes the lines of a closing one by one."""

    items: list[str] = field(default_factory=list)
    listing: bool = False
    signer: list[str] = field(default_factory=list)
    name: str = ""

    def take(self, line: Line) -> bool:
        """Take a line; False where it belongs to what follows the closing."""
        cells = list(_cells(line))
        if len(cells) > 1:
            # judged together: a line is taken whole or not at all
            before = (list(self.items), list(self.signer), self.name, self.listing)
            if all([self._cell(cell) for cell in cells]):
                return True
            self.items, self.signer, self.name, self.listing = before
        return self._cell(plain_line(line.text))

    @property
    def expects_more(self) -> bool:
        """Whether recipients were read and no name yet."""
        return self.listing and not self.name

    def _cell(self, text: str) -> bool:
        if len(text) > _LONGEST:
            return False
        return any(take(text) for take in (self._label, self._signature, self._item, self._more))

    def _label(self, text: str) -> bool:
        match = _LABEL.match(text)
        if match is None or self.listing or self.items:
            return False
        self.listing = True
        if after := text[match.end() :]:
            self.items.append(after)
        return True

    def _signature(self, text: str) -> bool:
        if self.name or signatures.is_note(text):
            return signatures.is_note(text) and bool(self.signer)
        opens = signatures.may_follow(text, self.signer) or signatures.is_position(text)
        if opens or (self.signer and (signatures.is_kiem(text) or self._continues(text))):
            self.signer.append(text)
            return True
        if self.signer and signatures.is_name(text):
            self.name = text
            return True
        return False

    def _continues(self, text: str) -> bool:
        """Say whether a line in capitals goes on with the one above: `XÃ TÂN HÒA`."""
        return (
            text == text.upper()
            and len(self.signer) < 5
            and not signatures.is_authority(text)
            and not _ITEM.match(text)
            and any(char.isalpha() for char in text)
            and not any(char.isdigit() for char in text)
            and (signatures.is_kiem(self.signer[-1]) or len(text) <= 60)
            and not signatures.is_name(text)
        )

    def _item(self, text: str) -> bool:
        if not self.listing or not _ITEM.match(text) or self._listed():
            return False
        self.items.append(text)
        return True

    def _more(self, text: str) -> bool:
        """Take the second line of a recipient that was too long for one."""
        if not self.listing or not self.items or self._listed():
            return False
        last = self.items[-1]
        if last.endswith((".", ";")) or (last.endswith(",") and not text[:1].islower()):
            return False
        self.items[-1] = join_text((last, text))
        return True

    def _listed(self) -> bool:
        """Say whether the list is complete: the file copy comes last."""
        return bool(self.items) and (
            fold(_ITEM.sub("", self.items[-1], count=1)).startswith("luu")
            and self.items[-1].endswith(".")
        )

    def closing(self, start: int, rest: tuple[Line, ...]) -> Closing:
        return Closing(
            start=start,
            recipients=tuple(map(recipient, self.items)),
            signer=tuple(self.signer),
            name=self.name,
            rest=rest,
        )


def _cells(line: Line) -> Iterator[str]:
    """Yield the columns of a line; the left one first."""
    for cell in _COLUMNS.split(line.raw or line.text):
        if text := plain_line(one_line(cell)):
            yield text


def _first_cell(line: Line) -> str:
    return next(_cells(line), "")


def _signature_before(texts: Sequence[str], label: int) -> int:
    """Return where a signature that stands before the recipients begins, or the label's place."""
    for at in range(max(0, label - _SIGNATURE_LINES), label):
        if signatures.is_authority(texts[at]) or signatures.is_position(texts[at]):
            return at if all(_belongs(text) for text in texts[at:label]) else label
    return label


def _signs(texts: Sequence[str], at: int) -> bool:
    """Say whether only lines of a signature follow, up to a name or the end."""
    for text in texts[at + 1 : at + _SIGNATURE_LINES]:
        if signatures.is_name(text) or _LABEL.match(text):
            return True
        if not _belongs(text):
            return False
    return True


def _belongs(text: str) -> bool:
    return (
        signatures.is_authority(text)
        or signatures.is_position(text)
        or signatures.is_kiem(text)
        or signatures.is_note(text)
        or signatures.is_name(text)
        or (text == text.upper() and len(text) <= 60)
    )

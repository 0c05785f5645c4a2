r"""One line of outline text: its label, its heading or lead-in, its text.

Whether a label is one at its place ("2026. Năm…" is none) only the lines before it can tell:
`parsing` judges that.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from doc_service.narrative.kinds import NUMBERED, Kind
from doc_service.narrative.marks import plain

MAX_HEADING: Final = 200
"""Characters beyond which an unmarked line is text."""

MAX_LEAD_IN: Final = 120
"""Characters of a lead-in such as "Lĩnh vực kinh tế:"."""

MAX_LEAD_IN_WORDS: Final = 12
"""Words of a lead-in that is not in bold."""

# a step may have a star before it, hence steps come before stars
_LABELS: Final[Mapping[Kind, re.Pattern[str]]] = {
    "buoc": re.compile(r"(?:\* ?)?(?:Bước|BƯỚC) [0-9]{1,2} ?[:.]"),
    "dieu": re.compile(r"Điều [0-9]{1,3}\."),
    "phan": re.compile(r"[IVXLC]{1,7}(?:\.| ?[-\u2013/])"),
    "tieu_muc": re.compile(r"[1-9][0-9]?(?:\.[1-9][0-9]?){1,4}[.)]?"),
    "muc": re.compile(r"[1-9][0-9]{0,2}[.)]"),
    "diem": re.compile(r"[a-zđ]{1,2}[.)/]"),
    "y": re.compile(r"\([1-9][0-9]?\)"),
    "gach": re.compile("[-\u2010-\u2015\u2212\u2022\u00b7\u25cf\u25aa]"),
    "cong": re.compile(r"\+"),
    "sao": re.compile(r"\*(?= )"),
}
_HEADED: Final = NUMBERED | {"sao"}
_LED_IN: Final[frozenset[Kind]] = frozenset(("muc", "tieu_muc", "y", "buoc"))
_MARKS: Final = ("", "***", "**", "*")

_HASHES = re.compile(r"#{1,6} +(?=\S)")
_UNMARKED = r"(?:\\\*|[^*\\]|\\(?!\*))+(?<!\s)"
_BOLD = re.compile(
    rf"\*\*(?!\s)(?:(?P<heading>{_UNMARKED})\*\*(?P<colon> ?:)?"
    rf"|(?P<italic>\*(?!\s){_UNMARKED}\*)\*\*)"
    r"(?:\s+(?P<text>\S.*))?"
)
_LEAD_IN = re.compile(rf"(?P<heading>[^*:;]{{1,{MAX_LEAD_IN - 1}}}:)\s+(?P<text>\S.*)")
_ENUMERATES = re.compile(
    r"(?:^|\s)(?:sau|sau đây|gồm|gồm có|như|là|rằng|cụ thể|ví dụ|dưới đây)\s*:$", re.IGNORECASE
)
_PAIRS: Final = ("“”", "()")


@dataclass(frozen=True, slots=True)
class Line:
    """A line with a label in front."""

    kind: Kind
    """What the label looks like."""

    label: str
    """The label as printed."""

    rest: str
    """What follows, with its marks; never empty."""

    @property
    def starts_low(self) -> bool:
        """Whether it goes on in lower case, as a sentence does that only begins with a number."""
        return plain(self.rest)[:1].islower()


def without_hashes(line: str) -> str:
    """Return a Markdown heading as a bold line, any other line as it is."""
    hashes = _HASHES.match(line)
    return f"**{line[hashes.end() :].replace('**', '')}**" if hashes else line


def read_line(line: str) -> Line | None:
    """Take a line apart; None where nothing in front looks like a label.

    Marks around the line or the label go to the rest: `**1. Mục đích**` and `**1.** Mục đích`.

    Args:
        line: one line with single spaces, nothing blank at its ends.
    """
    for mark in _MARKS:
        if not line.startswith(mark):
            continue
        found = _labelled(line[len(mark) :], mark)
        if found is not None:
            return found
    return None


def content(kind: Kind, rest: str) -> tuple[str, str]:
    """Part a line's heading or lead-in from its text.

    Args:
        kind: what the line is.
        rest: the line without its label.

    Returns:
        Heading and text, one of them empty where there is no lead-in.
    """
    bold = _BOLD.fullmatch(rest)
    if bold is not None:
        return _marked(kind, bold) or ("", rest)
    led = _LEAD_IN.fullmatch(rest) if kind in _LED_IN else None
    if led is not None and _is_lead_in(led["heading"]):
        return led["heading"], led["text"]
    if kind in _HEADED and _is_heading(plain(rest)):
        return rest, ""
    return "", rest


def written(kind: Kind, heading: str, text: str) -> str:
    """Return heading and text as one line without label, marked only where `content` needs it."""
    if not heading:
        return text
    bare = f"{heading} {text}".strip()
    return bare if content(kind, bare) == (heading, text) else f"**{heading}** {text}".strip()


def _labelled(body: str, mark: str) -> Line | None:
    for kind, pattern in _LABELS.items():
        found = pattern.match(body)
        if found is None:
            continue
        rest = _rest(body[found.end() :], mark)
        # a letter or number in capitals before prose is an initial: "V. Hugo sinh năm 1802."
        if rest and (kind != "phan" or content(kind, rest)[0]):
            return Line(kind, found[0], rest)
    return None


def _rest(after: str, mark: str) -> str:
    """Return what follows a label, its opening mark put behind the label; "" if it is no label."""
    if mark and after.startswith(mark):
        return after.removeprefix(mark).strip()
    stripped = after.strip()
    begins = after[:1] == " " or stripped[:1].isupper() or stripped[:1] == "“"
    if not stripped or not begins or mark not in stripped:
        return ""
    return mark + stripped


def _marked(kind: Kind, bold: re.Match[str]) -> tuple[str, str] | None:
    """Return heading and text of a line that begins in bold; None where that is emphasis only."""
    heading = bold["italic"] or bold["heading"] + (":" if bold["colon"] else "")
    shown, text = plain(heading), bold["text"] or ""
    if text:
        leads = shown.endswith(":") and len(shown) <= MAX_LEAD_IN
        return (heading, text) if leads else None
    return (heading, "") if kind in _HEADED or _is_heading(shown) else None


def _is_heading(shown: str) -> bool:
    if len(shown) <= MAX_HEADING and not shown.endswith((".", ";", ",", "…")):
        return True
    in_capitals = all(char.isupper() for char in shown if char.isalpha())
    return in_capitals and sum(map(str.isalpha, shown)) > 1


def _is_lead_in(phrase: str) -> bool:
    paired = all(phrase.count(left) == phrase.count(right) for left, right in _PAIRS)
    short = len(phrase.split()) <= MAX_LEAD_IN_WORDS
    return paired and short and ". " not in phrase and not _ENUMERATES.search(phrase)

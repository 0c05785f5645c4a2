"""Cleaning, comparing and typesetting Vietnamese text.

Text is kept in NFC everywhere. `clean` and `fold` serve input; `quotes`, `dashes`, `bind` and
`tone_style` serve print. Every function here gives the same again when applied twice.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import product
from typing import Final, Literal

NBSP: Final = "\u00a0"
"""NO-BREAK SPACE."""

NON_BREAKING_HYPHEN: Final = "\u2011"
"""The hyphen that does not end a line; Word writes it as `w:noBreakHyphen`."""

ETH: Final = "\u00d0"
"""Icelandic ETH, which looks like Đ (U+0110) and is not."""

TONES: Final = "\u0300\u0301\u0309\u0303\u0323"
"""The combining marks huyền, sắc, hỏi, ngã, nặng."""

ToneStyle = Literal["new", "old", "keep"]

_LETTERS = frozenset(
    "bcdđghklmnpqrstvx"
    + "".join(unicodedata.normalize("NFC", v + t) for v in "aăâeêioôơuưy" for t in ("", *TONES))
)
_LINE_ENDS = re.compile("\r\n?|[\x0b\u2028\u2029]")
_ODD_SPACES = re.compile("[\u00a0\u2007\u202f]")
# blanks of every script, but not the control characters that Python calls blank: those are named
_BLANKS = re.compile(r"[^\S\x0b\x0c\x1c-\x1f]+")
_UNCLEAN = re.compile("[\r\x0b\u2028\u2029\u00a0\u2007\u202f\u200b\u2060\ufeff]")
_UNEVEN = re.compile(r"  |[^\S ]")
_MARKS = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+")
_INVISIBLE = re.compile("[\u200b\u2060\ufeff]")
# https://www.w3.org/TR/xml/#charsets
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

# Letters drawn like Đ or đ: ETH, and the African D.
_LIKE_D = str.maketrans({ETH: "Đ", "\u00f0": "đ", "\u0189": "Đ", "\u0256": "đ"})
_ANY_LIKE_D = re.compile("[\u00d0\u00f0\u0189\u0256]")
_WORD_LIKE_D = re.compile(r"(?<![^\W\d_])[^\W\d_]*[\u00d0\u00f0\u0189\u0256][^\W\d_]*")
_AFTER_LOWER_CASE = re.compile("[^\\W\\d_][\u00d0\u0189]")

_TYPES = "NQ|QĐ|CTr|CT|KL|QC|TTr|TT|HD|TB|TC|BC|KH|QH|ĐA|PA|DA|CV|BB|BS"
_ORGAN = "[A-ZĐƯ][A-ZĐƯa-zđư]*"
# A draft leaves the number blank: `Số      -KH/ĐU`.
_PARTY_SYMBOL = re.compile(
    rf"(?:(?<!\w)\d+|(?<=\s))[-\u2011](?:\s*\n\s*)?(?:{_TYPES})/{_ORGAN}(?:[-\u2011]{_ORGAN})*(?!\w)"
)
_STATE_SYMBOL = re.compile(rf"(?<!\w)\d+(?:/\d{{4}})?/{_ORGAN}(?:[-\u2011]{_ORGAN})+(?!\w)")
_BREAK_IN_SYMBOL = re.compile(r"[-\u2011](?:\s*\n\s*)?")
_NUMBERED = re.compile(r"(?<!\w)(ngày|tháng|số) (?=\d)", re.IGNORECASE)
_COMRADE = re.compile(r"(?<!\w)(đồng chí) (\w)", re.IGNORECASE)

_TERMS = (
    "kinh tế|văn hóa|văn hoá|xã hội|chính trị|quốc phòng|an ninh|đối ngoại|khoa học|kỹ thuật|"
    "công nghệ|nghề nghiệp|thể dục|thể thao"
)
_TIGHT_COMPOUND = re.compile(rf"(?<!\w)({_TERMS})-(?=(?:{_TERMS})(?!\w))", re.IGNORECASE)
_LOPSIDED_HYPHEN = re.compile(
    rf"(?<=[^\W\d_])(?: +-(?=[^\W\d_])|-(?: +)(?=[^\W\d_]))(?!(?:{_TYPES})/)"
)
_LONG_DASHES = re.compile("[\u2012-\u2015]")

_OPENERS = "([{“/-\u2013\u2014"


def _tone_pairs() -> dict[str, str]:
    """Map each open oa, oe, uy with its tone on the first letter to the tone on the second."""
    pairs: dict[str, str] = {}
    for vowels, tone in product(("oa", "oe", "uy", "Oa", "Oe", "Uy", "OA", "OE", "UY"), TONES):
        pairs[nfc(vowels[0] + tone + vowels[1])] = nfc(vowels + tone)
    return pairs


def nfc(s: str) -> str:
    """Return `s` composed: a macOS or PDF "Đảng" of six code points becomes the usual four."""
    return unicodedata.normalize("NFC", s)


_SECOND_BY_FIRST = _tone_pairs()
_FIRST_BY_SECOND = {second: first for first, second in _SECOND_BY_FIRST.items()}
_TONE_TABLES = {"new": _FIRST_BY_SECOND, "old": _SECOND_BY_FIRST}
_OPEN_SYLLABLE_END = {
    style: re.compile(rf"(?<![qQ])(?:{'|'.join(table)})(?![\w\u0300-\u036f])")
    for style, table in _TONE_TABLES.items()
}


def clean(s: str) -> str:
    r"""Return typed or pasted text as the service keeps it.

    NFC; every line end is `\n`; no-break spaces are ordinary (`bind` puts them back); zero-width
    characters are gone; a mistaken ETH is Đ; nothing blank at either end. Characters that XML
    forbids stay, so that `forbidden_characters` can name them. Legacy text must be decoded before.
    """
    if _UNCLEAN.search(s):
        s = _INVISIBLE.sub("", _ODD_SPACES.sub(" ", _LINE_ENDS.sub("\n", s)))
    return eth_to_d(nfc(s)).strip(" \t\n")


def normalise_space(s: str) -> str:
    """Return `s` on one line, its words one ordinary space apart."""
    return (_BLANKS.sub(" ", s) if _UNEVEN.search(s) else s).strip(" ")


def forbidden_characters(s: str) -> list[str]:
    """Return the characters of `s` that XML 1.0 forbids, each once, in order of appearance.

    Name them to a clerk by code (`U+0007`): they cannot be seen.
    """
    return list(dict.fromkeys(_NOT_XML.findall(s)))


def eth_to_d(s: str) -> str:
    """Replace ETH, and the African D, by Đ in words otherwise written in Vietnamese letters.

    A capital after a lower-case letter stays: no Vietnamese word has one, but TCVN3 text does,
    where ETH is é.
    """
    return _WORD_LIKE_D.sub(_d_in_word, s) if _ANY_LIKE_D.search(s) else s


def _d_in_word(match: re.Match[str]) -> str:
    word = match[0]
    fixed = word.translate(_LIKE_D)
    if any(pair[0].islower() for pair in _AFTER_LOWER_CASE.findall(word)):
        return word
    return fixed if set(nfc(fixed).lower()) <= _LETTERS else word


def fold(s: str) -> str:
    """Return a key equal for labels that differ only in accents, case or white space.

    "Lĩnh vực", "linh vuc" and " LINH  VUC" all give "linh vuc"; đ gives d.
    """
    bare = _MARKS.sub("", unicodedata.normalize("NFD", s))
    return normalise_space(bare.translate(_LIKE_D).casefold().replace("đ", "d"))


def quotes(s: str) -> str:
    """Turn straight double quotes into “ and ”, also where only one of a pair is straight.

    A straight quote after a digit outside quotation is kept: it means inches.
    """
    if '"' not in s:
        return s
    done: list[str] = []
    is_open = False
    for before, mark, after in zip(" " + s, s, s[1:] + " ", strict=False):
        curly = _curly(before, after, is_open=is_open) if mark == '"' else mark
        if curly in "“”\n":
            is_open = curly == "“"
        done.append(curly)
    return "".join(done)


def _curly(before: str, after: str, *, is_open: bool) -> str:
    at_start = before.isspace() or before in _OPENERS
    if is_open:
        return "“" if at_start and after.isalnum() else "”"
    if before.isdigit():
        return '"'
    return "“" if at_start or after.isalnum() else "”"


def dashes(s: str) -> str:
    """Write joined notions as `văn hóa - xã hội`: a hyphen with a space on both sides.

    Long dashes become hyphens; a space on one side only gets its partner; hyphens without spaces
    are opened between well-known notions only, since `02-03`, `49-KH/ThU` and `Ba-na` are right.
    """
    s = _LONG_DASHES.sub("-", s)
    s = _LOPSIDED_HYPHEN.sub(" - ", s)
    return _TIGHT_COMPOUND.sub(r"\1 - ", s)


def bind(s: str) -> str:
    """Keep on one line what must not be parted; `unbind` undoes it.

    NO-BREAK SPACE in `ngày 05`, `tháng 02`, `Số 12` and between `đồng chí` and a name;
    NON-BREAKING HYPHEN in symbols (Party: `49-KH/ThU`, State: `12/KH-UBND`), where a line break
    after the hyphen is repaired. Justified lines do not stretch a NO-BREAK SPACE, hence no more.
    """
    s = _PARTY_SYMBOL.sub(_bound_symbol, s)
    s = _STATE_SYMBOL.sub(_bound_symbol, s)
    s = _NUMBERED.sub(rf"\1{NBSP}", s)
    return _COMRADE.sub(lambda m: f"{m[1]}{NBSP if m[2].isupper() else ' '}{m[2]}", s)


def _bound_symbol(match: re.Match[str]) -> str:
    return _BREAK_IN_SYMBOL.sub(NON_BREAKING_HYPHEN, match[0])


def unbind(s: str) -> str:
    """Return `s` with ordinary spaces and hyphens, to compare print with data."""
    return s.replace(NBSP, " ").replace(NON_BREAKING_HYPHEN, "-")


def tone_style(s: str, style: ToneStyle) -> str:
    """Place the tone of open oa, oe, uy: "new" hòa, khỏe, ủy; "old" hoà, khoẻ, uỷ; "keep" as is.

    "new" is what the Party's documents of today print. Beware: grammars and keyboards call that
    placement the *old* one (kiểu cũ). Never after q (quý), never before another letter (toàn,
    Huỳnh). Not for personal names: Thúy and Thuý are two people.
    """
    if style == "keep":
        return s
    table = _TONE_TABLES[style]
    return _OPEN_SYLLABLE_END[style].sub(lambda m: table[m[0]], nfc(s))

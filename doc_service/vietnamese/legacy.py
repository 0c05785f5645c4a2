"""Text from before Unicode: TCVN3 (fonts `.Vn…`) and VNI (fonts `VNI-…`).

Such text reaches us as Latin-1: the bytes are those of `Nguyễn`, the characters read `NguyÔn`.
The font is the surest sign of it; failing that, `decode_column` weighs a whole column, since a
single short cell says too little. Decode before anything else touches the text.

TCVN3 is TCVN 5712:1993, VN3, one byte a letter. VNI writes a letter and then a byte for its marks:
https://en.wikipedia.org/wiki/VNI#VNI_Encoding_(Windows/Unix)
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Final, Literal

from doc_service.vietnamese.syllables import is_syllable
from doc_service.vietnamese.text import nfc

Encoding = Literal["tcvn3", "tcvn3_upper", "vni"]

# Bytes 0xA1 to 0xFE in order, less those that VN3 leaves empty.
_TCVN3_BYTES: Final = (
    "\u00a1\u00a2\u00a3\u00a4\u00a5\u00a6\u00a7"
    "\u00a8\u00a9\u00aa\u00ab\u00ac\u00ad\u00ae"
    "\u00b5\u00b6\u00b7\u00b8\u00b9\u00bb\u00bc\u00bd\u00be\u00c6"
    "\u00c7\u00c8\u00c9\u00ca\u00cb\u00cc\u00ce\u00cf\u00d0\u00d1"
    "\u00d2\u00d3\u00d4\u00d5\u00d6\u00d7\u00d8\u00dc\u00dd\u00de"
    "\u00df\u00e1\u00e2\u00e3\u00e4\u00e5\u00e6\u00e7\u00e8\u00e9"
    "\u00ea\u00eb\u00ec\u00ed\u00ee\u00ef\u00f1\u00f2\u00f3\u00f4"
    "\u00f5\u00f6\u00f7\u00f8\u00f9\u00fa\u00fb\u00fc\u00fd\u00fe"
)
_TCVN3_LETTERS: Final = "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"
# Capitals that VN3 lacks: somebody upper-cased TCVN3 text as if it were Latin-1 (`Uû` → `UÛ`).
_UPPERED: Final = "\u00c1\u00c2\u00c3\u00c4\u00c5\u00cd\u00d9\u00da\u00db"
_LETTER_BY_BYTE: Final = dict(zip(_TCVN3_BYTES, _TCVN3_LETTERS, strict=True))
_TCVN3_TABLE = str.maketrans(
    _LETTER_BY_BYTE | {c: _LETTER_BY_BYTE[c.lower()].upper() for c in _UPPERED}
)
# Letters surely capital or surely small in TCVN3; toned letters are neither.
_CAPITAL = re.compile("[A-Z\u00a1-\u00a7]")
_SMALL = re.compile("[a-z\u00a8-\u00ae]")

_GRAVE, _ACUTE, _HOOK, _TILDE, _DOT = "\u0300", "\u0301", "\u0309", "\u0303", "\u0323"
_CIRCUMFLEX, _BREVE, _HORN = "\u0302", "\u0306", "\u031b"
_TONES_IN_ORDER: Final = ("", _GRAVE, _ACUTE, _HOOK, _TILDE, _DOT)
_VNI_MARKS: Final = {
    **dict(zip("øùûõï", _TONES_IN_ORDER[1:], strict=True)),
    **{c: _CIRCUMFLEX + t for c, t in zip("âàáåãä", _TONES_IN_ORDER, strict=True)},
    **{c: _BREVE + t for c, t in zip("êèéúüë", _TONES_IN_ORDER, strict=True)},
}
_VNI_SINGLES: Final = {
    "ô": "o" + _HORN,
    "ö": "u" + _HORN,
    "ñ": "đ",
    "æ": "i" + _HOOK,
    "ó": "i" + _TILDE,
    "ò": "i" + _DOT,
    "î": "y" + _DOT,
}
_VNI_PIECE = re.compile("a[âàáåãäêèéúüë]|[eo][âàáåãä]|[aeiouyôö][øùûõï]|[ôöñæóòî]", re.IGNORECASE)
_UNICODE_ONLY = re.compile("[\u0100-\u01b0\u0300-\u0323\u1ea0-\u1ef9]")
_ASCII_LETTER = re.compile("[A-Za-z]")
_EDGES = "\t \u00a0.,;:!?()[]{}\"'“”/-–0123456789"

_TCVN3_FONT = re.compile(r"\.vn", re.IGNORECASE)
_VNI_FONT = re.compile(r"vni[ -]", re.IGNORECASE)


def encoding_of_font(font_name: str) -> Encoding | None:
    """Return the encoding that a font's name stands for: `.VnTime`, `.VnTimeH`, `VNI-Times`.

    The `.Vn` fonts ending in H draw every letter as a capital. None is any other font.
    """
    name = font_name.strip()
    if _VNI_FONT.match(name):
        return "vni"
    if not _TCVN3_FONT.match(name):
        return None
    return "tcvn3_upper" if name.endswith("H") else "tcvn3"


def decode(text: str, encoding: Encoding) -> str:
    """Return legacy text as Unicode, in NFC; text that already is Unicode stays as it is.

    TCVN3 has no toned capitals: those of words typed in capitals are restored, but a toned first
    letter (`ót` for Út) comes out small. Give names to `names.viet_hoa_ten` afterwards.
    """
    if _UNICODE_ONLY.search(text):
        return nfc(text)
    return nfc(_DECODERS[encoding](text))


def decode_column(texts: Sequence[str], font: str | None) -> list[str]:
    """Return the cells of one column as Unicode, in NFC.

    The font decides where it is a legacy one, else the content of all the cells together. In a
    column where some cells are Unicode already, each other cell must also read better decoded.

    Args:
        texts: The cells as they came, before any cleaning.
        font: Name of the font of the column, or None when it is not known.
    """
    encoding = (encoding_of_font(font) if font else None) or _encoding_of_content(texts)
    if encoding is None:
        return [nfc(text) for text in texts]
    if not any(_UNICODE_ONLY.search(text) for text in texts):
        return [decode(text, encoding) for text in texts]
    return [_decode_if_better(text, encoding) for text in texts]


def _encoding_of_content(texts: Sequence[str]) -> Encoding | None:
    """Return the encoding that makes strictly more Vietnamese words of the column, if any."""
    unsure = [text for text in texts if not _UNICODE_ONLY.search(text)]
    best: Encoding | None = None
    most = sum(_plausible_words(text, None) for text in unsure)
    candidates: tuple[Encoding, ...] = ("tcvn3", "vni")
    for encoding in candidates:
        count = sum(_plausible_words(text, encoding) for text in unsure)
        if count > most:
            best, most = encoding, count
    return best


def _decode_if_better(text: str, encoding: Encoding) -> str:
    better = _plausible_words(text, encoding) > _plausible_words(text, None)
    return decode(text, encoding) if better else nfc(text)


def _plausible_words(text: str, encoding: Encoding | None) -> int:
    """Count the words that read as Vietnamese; lone signs such as © or · are no evidence."""
    words = [word for word in text.split() if _ASCII_LETTER.search(word)]
    read = words if encoding is None else [decode(word, encoding) for word in words]
    return sum(is_syllable(word.strip(_EDGES)) for word in read)


def _from_tcvn3(text: str) -> str:
    """Decode, and give back their capitals to toned letters between capitals."""
    if not _SMALL.search(text) and any(map(_in_capitals, text.split())):
        return _from_tcvn3_upper(text)
    return re.sub(
        r"\S+",
        lambda m: (_from_tcvn3_upper if _in_capitals(m[0]) else _letter_by_letter)(m[0]),
        text,
    )


def _in_capitals(word: str) -> bool:
    """Return whether a TCVN3 word was typed in capitals; one capital is a first letter only."""
    return len(_CAPITAL.findall(word)) > 1 and not _SMALL.search(word)


def _letter_by_letter(text: str) -> str:
    return text.translate(_TCVN3_TABLE)


def _from_tcvn3_upper(text: str) -> str:
    return _letter_by_letter(text).upper()


def _from_vni(text: str) -> str:
    return _VNI_PIECE.sub(_vni_letter, text)


def _vni_letter(match: re.Match[str]) -> str:
    """Compose one letter; its base says the case, whatever the case of the mark."""
    piece = match[0]
    base, mark = piece[0].lower(), piece[1:].lower()
    letter = nfc(_VNI_SINGLES.get(base, base) + _VNI_MARKS.get(mark, ""))
    return letter.upper() if piece[0].isupper() else letter


_DECODERS: Final[dict[Encoding, Callable[[str], str]]] = {
    "tcvn3": _from_tcvn3,
    "tcvn3_upper": _from_tcvn3_upper,
    "vni": _from_vni,
}

from __future__ import annotations

import subprocess
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doc_service.vietnamese.legacy import Encoding, decode, decode_column, encoding_of_font
from doc_service.vietnamese.names import viet_hoa_ten

WORDS = (
    "à ả ã á ạ ằ ẳ ẵ ắ ặ ầ ẩ ẫ ấ ậ è ẻ ẽ é ẹ ề ể ễ ế ệ ì ỉ ĩ í ị ò ỏ õ ó ọ ồ ổ ỗ ố ộ ờ ở ỡ ớ ợ "
    "ù ủ ũ ú ụ ừ ử ữ ứ ự ỳ ỷ ỹ ý ỵ ă â ê ô ơ ư đ Ă Â Ê Ô Ơ Ư Đ "
    "Cộng hòa xã hội chủ nghĩa Việt Nam Độc lập Tự do Hạnh phúc Dân vận khéo phẳng lặng"
)

# Cells that a content-based decoder leaves alone when it sees them one by one.
TCVN3_NAMES = {
    "TrÇn V¨n ót": "Trần Văn út",
    "NguyÔn ThÞ HuÖ": "Nguyễn Thị Huệ",
    "§ç ThÞ Thóy Hång": "Đỗ Thị Thúy Hồng",
    "§¶ng uû": "Đảng uỷ",
    "Bïi ThÞ Hång Liªn": "Bùi Thị Hồng Liên",
    "Hoµng": "Hoàng",
}
VNI_NAMES = {
    "Traàn Vaên Uùt": "Trần Văn Út",
    "Ñoã Thò Thuùy Hoàng": "Đỗ Thị Thúy Hồng",
    "Nguyeãn Thò Hueä": "Nguyễn Thị Huệ",
    "Buøi Höõu Nghóa": "Bùi Hữu Nghĩa",
    "Lyù Thò Myõ": "Lý Thị Mỹ",
}
UNICODE_NAMES = [
    "Lê Hà",
    "Võ Công Toàn",
    "Tô Hoài",
    "Hoàng Lâm",
    "Lý Bá",
    "Trần Văn Út",
    "Nguyễn Thị Huệ",
    "Đỗ Thúy Nga",
    "An",
    "Phan Thanh Tùng",
    "Mai Thị Bé",
    "Đinh Ngọc Yến",
]

# VNI, written down a second time, by rule: a letter, then the byte of its marks.
VNI_BYTES = {
    "\u0300": "ø",
    "\u0301": "ù",
    "\u0309": "û",
    "\u0303": "õ",
    "\u0323": "ï",
    "\u0302": "â",
    "\u0302\u0300": "à",
    "\u0302\u0301": "á",
    "\u0302\u0309": "å",
    "\u0302\u0303": "ã",
    "\u0302\u0323": "ä",
    "\u0306": "ê",
    "\u0306\u0300": "è",
    "\u0306\u0301": "é",
    "\u0306\u0309": "ú",
    "\u0306\u0303": "ü",
    "\u0306\u0323": "ë",
}
VNI_WHOLE = {
    "đ": "ñ",
    "ơ": "ô",
    "ư": "ö",
    "ỉ": "æ",
    "ĩ": "ó",
    "ị": "ò",
    "ì": "ì",
    "í": "í",
    "ỵ": "î",
}


def as_vni(text: str) -> str:
    return "".join(map(letter_as_vni, text))


def letter_as_vni(letter: str) -> str:
    small = letter.lower()
    if small not in VNI_WHOLE:
        marks = unicodedata.normalize("NFD", small)
        # Canonical order puts a dot below first; VNI names the shape before the tone.
        shape = sorted(marks[1:], key=lambda mark: mark not in "\u0302\u0306\u031b")
        base = marks[0]
        if "\u031b" in shape:
            base = {"o": "ô", "u": "ö"}[base]
            shape.remove("\u031b")
        written = base + VNI_BYTES.get("".join(shape), "")
    else:
        written = VNI_WHOLE[small]
    return written.upper() if letter.isupper() else written


@pytest.mark.parametrize(
    ("font", "encoding"),
    [
        (".VnTime", "tcvn3"),
        (".VnArial", "tcvn3"),
        (".VnArial Narrow", "tcvn3"),
        (".vntime", "tcvn3"),
        (".VnTimeH", "tcvn3_upper"),
        (".VnArialH", "tcvn3_upper"),
        (".VNTIMEH", "tcvn3_upper"),
        (" .VnTime ", "tcvn3"),
        ("VNI-Times", "vni"),
        ("VNI-Helve", "vni"),
        ("vni times", "vni"),
        ("Times New Roman", None),
        ("Calibri", None),
        ("Vnitalic", None),
        ("", None),
    ],
)
def test_the_font_tells_the_encoding(font: str, encoding: Encoding | None) -> None:
    assert encoding_of_font(font) == encoding


@pytest.mark.parametrize(("legacy", "text"), TCVN3_NAMES.items())
def test_tcvn3_is_decoded(legacy: str, text: str) -> None:
    assert decode(legacy, "tcvn3") == text


def test_a_toned_first_letter_gets_its_capital_from_the_name_caser() -> None:
    assert viet_hoa_ten(decode("TrÇn V¨n ót", "tcvn3")) == "Trần Văn Út"


@pytest.mark.parametrize(
    ("legacy", "text"),
    [
        ("UÛ BAN NH¢N D¢N", "UỶ BAN NHÂN DÂN"),
        ("NGUYÔN THÞ HUÖ", "NGUYỄN THỊ HUỆ"),
        ("X· T¢N S¥N", "XÃ TÂN SƠN"),
        ("UBND x· T©n S¬n", "UBND xã Tân Sơn"),
        ("§Ò ¸n NGUYÔN Hµ lµ", "Đề án NGUYỄN Hà là"),
        ("Hµ", "Hà"),
    ],
)
def test_capitals_typed_in_tcvn3_come_back_with_their_tones(legacy: str, text: str) -> None:
    assert decode(legacy, "tcvn3") == text


def test_fonts_of_capitals_print_capitals() -> None:
    assert decode("§¶ng uû x· T©n S¬n", "tcvn3_upper") == "ĐẢNG UỶ XÃ TÂN SƠN"


@pytest.mark.parametrize(("legacy", "text"), VNI_NAMES.items())
def test_vni_is_decoded(legacy: str, text: str) -> None:
    assert decode(legacy, "vni") == text


@pytest.mark.parametrize(
    ("legacy", "text"),
    [
        ("Aùnh", "Ánh"),
        ("AÙn", "Án"),
        ("AÙNH", "ÁNH"),
        ("TRÖÔØNG", "TRƯỜNG"),
        ("ÑAÛNG UÛY", "ĐẢNG ỦY"),
        ("phaúng", "phẳng"),
        ("Ñaø Naüng", "Đà Nẵng"),
        ("kî, lyï", "kỵ, lỵ"),
        ("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", "Cộng hòa xã hội chủ nghĩa Việt Nam"),
    ],
)
def test_vni_takes_its_case_from_the_letter_not_from_the_mark(legacy: str, text: str) -> None:
    assert decode(legacy, "vni") == text


def test_tcvn3_agrees_with_iconv() -> None:
    command = ["iconv", "-f", "UTF-8", "-t", "TCVN5712-1"]
    encoded = subprocess.run(command, input=WORDS.encode(), capture_output=True, check=True).stdout
    assert decode(encoded.decode("latin-1"), "tcvn3") == WORDS


@given(st.lists(st.sampled_from(WORDS.split())).map(" ".join), st.sampled_from([str, str.upper]))
def test_vni_written_by_rule_reads_back(text: str, case: type[str]) -> None:
    assert decode(as_vni(case(text)), "vni") == case(text)


@given(st.text("abcăđơưạẾ\u0301 §µÇ", min_size=1), st.sampled_from(["tcvn3", "tcvn3_upper", "vni"]))
def test_text_that_is_unicode_already_is_left_alone(text: str, encoding: Encoding) -> None:
    assert decode("Nguyễn " + text, encoding) == unicodedata.normalize("NFC", "Nguyễn " + text)


@pytest.mark.parametrize("encoding", ["tcvn3", "vni"])
def test_plain_ascii_means_itself(encoding: Encoding) -> None:
    assert decode("Thanh Nam 0912-345", encoding) == "Thanh Nam 0912-345"


@pytest.mark.parametrize("names", [TCVN3_NAMES, VNI_NAMES])
def test_a_column_without_a_font_is_known_by_its_content(names: dict[str, str]) -> None:
    assert decode_column(list(names), None) == list(names.values())
    assert decode_column(list(names), "Times New Roman") == list(names.values())


def test_a_column_decides_for_its_short_cells() -> None:
    assert decode_column(["NguyÔn ThÞ HuÖ", "Vâ", "L©m", ""], None) == [
        "Nguyễn Thị Huệ",
        "Võ",
        "Lâm",
        "",
    ]


@pytest.mark.parametrize("name", UNICODE_NAMES)
def test_a_genuine_name_alone_is_left_alone(name: str) -> None:
    assert decode_column([name], None) == [name]


def test_a_column_of_genuine_names_is_left_alone() -> None:
    decomposed = [unicodedata.normalize("NFD", name) for name in UNICODE_NAMES]
    assert decode_column(UNICODE_NAMES, None) == UNICODE_NAMES
    assert decode_column(decomposed, None) == UNICODE_NAMES


@pytest.mark.parametrize(
    "cell", ["© 2026", "®", "· abc", "5 m²", "20 °C", "Café", "São Paulo", "§ 5"]
)
def test_signs_and_foreign_words_are_no_evidence(cell: str) -> None:
    assert decode_column([cell], None) == [cell]


@pytest.mark.parametrize("font", [".VnTime", None])
def test_in_a_mixed_column_only_cells_that_read_better_are_decoded(font: str | None) -> None:
    cells = ["Nguyễn Thị Huệ", "Lê Hà", "TrÇn V¨n B¶o", "Hoµng", "Thanh"]
    expected = ["Nguyễn Thị Huệ", "Lê Hà", "Trần Văn Bảo", "Hoàng", "Thanh"]
    assert decode_column(cells, font) == expected


def test_a_legacy_font_decides_where_the_content_cannot() -> None:
    assert decode_column(["Bé"], None) == ["Bé"]
    assert decode_column(["Bé"], ".VnTime") == ["Bộ"]
    assert decode_column(["Vâ", "hµ"], ".VnTimeH") == ["VÕ", "HÀ"]
    assert decode_column(["Toàn"], "VNI-Times") == ["Tồn"]


def test_an_empty_column_stays_empty() -> None:
    assert decode_column([], ".VnTime") == []
    assert decode_column(["", " "], None) == ["", " "]

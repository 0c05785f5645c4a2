from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doc_service.vietnamese.text import (
    ToneStyle,
    bind,
    clean,
    dashes,
    eth_to_d,
    fold,
    forbidden_characters,
    nfc,
    normalise_space,
    quotes,
    tone_style,
    unbind,
)

NB = "\u00a0"
HY = "\u2011"
VIETNAMESE = st.text(
    "aăâoôơeêuưyiđnghqtĐÐðAHÒòoàyỷủú\u0301\u0323 \u00a0\u200b\n\r\t\"“”'-–—.,/0123KHU‑"
)
# The symbols cited in the documents that the service was made for, and a joint issue.
SYMBOLS = (
    "316-CV/BTGDVTU 23-QĐ/TW 12-HD/BTGDVTU 20-HD/BTGDVTU 45-CT/TU 23-CTr/ThU 217-QĐ/TW "
    "218-QĐ/TW 124-QĐ/TW 49-KH/ThU 18-CT/TW 05-QC/BTCTU-BDVTU"
)


def test_decomposed_text_becomes_equal_to_composed() -> None:
    composed = "Đảng uỷ"
    decomposed = unicodedata.normalize("NFD", composed)
    assert (len(composed), len(decomposed)) == (7, 9)
    assert nfc(decomposed) == composed
    assert nfc("ê\u0303") == "ễ"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Mô hình\t", "Mô hình"),
        ("một\r\nhai\rba\u2028bốn\x0bnăm", "một\nhai\nba\nbốn\nnăm"),
        (f"{NB}ngày{NB}05\u202f000 ", "ngày 05 000"),
        ("\ufeffDân\u200b vận", "Dân vận"),
        ("Ða\u0309ng", "Đảng"),
        ("e\u200b\u0302", "ê"),
        ("giữ  hai cách", "giữ  hai cách"),
    ],
)
def test_text_is_cleaned_as_the_service_keeps_it(typed: str, kept: str) -> None:
    assert clean(typed) == kept


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("một\thai\nba\r", []),
        ("chuông\x07 và \x00 và \x07", ["\x07", "\x00"]),
        ("\ufffe\ud800", ["\ufffe", "\ud800"]),
        ("😀 Đảng", []),
    ],
)
def test_characters_that_xml_forbids_are_named_once(text: str, found: list[str]) -> None:
    assert forbidden_characters(text) == found


def test_cleaning_keeps_forbidden_characters_for_the_clerk_to_be_told() -> None:
    assert forbidden_characters(clean("a\x07 \x0c")) == ["\x07", "\x0c"]


@pytest.mark.parametrize(
    ("typed", "fixed"),
    [
        ("Ðảng ủy", "Đảng ủy"),
        ("BCÐ, HÐND, Ð/c", "BCĐ, HĐND, Đ/c"),
        ("ðồng chí", "đồng chí"),
        ("Ɖảng ɖoàn", "Đảng đoàn"),
        ("Ðórsmörk", "Ðórsmörk"),
        ("bÐ", "bÐ"),
    ],
)
def test_eth_is_d_in_vietnamese_words_only(typed: str, fixed: str) -> None:
    assert eth_to_d(typed) == fixed


@pytest.mark.parametrize(
    "label", ["Lĩnh vực", "linh vuc", "LINH VUC", " LĨNH \n VỰC ", "L\u0129nh vu\u031b\u0323c"]
)
def test_labels_match_without_accents_case_or_spacing(label: str) -> None:
    assert fold(label) == "linh vuc"


def test_d_with_a_stroke_matches_d() -> None:
    assert fold("Đơn vị đề nghị") == fold("Ðon vi ðe nghi") == "don vi de nghi"


@given(st.text("ăâđêôơưáàảãạĐỒ aBx\u00a0\n"))
def test_a_folded_label_matches_itself_and_its_other_forms(label: str) -> None:
    assert fold(fold(label)) == fold(label)
    assert fold(unicodedata.normalize("NFD", label).upper()) == fold(label)


def test_space_is_made_ordinary_and_single() -> None:
    assert normalise_space(f"  Lê{NB}{NB}Văn\n An\t") == "Lê Văn An"


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ('"Dân vận khéo"', "“Dân vận khéo”"),
        ('mô hình "Dân vận khéo".', "mô hình “Dân vận khéo”."),
        ('("Dân vận khéo")', "(“Dân vận khéo”)"),
        ('“Dân vận khéo"', "“Dân vận khéo”"),
        ('"Dân vận khéo”', "“Dân vận khéo”"),
        ('" Dân vận khéo "', "“ Dân vận khéo ”"),
        ('"một" và "hai"', "“một” và “hai”"),
        ('Điển hình"Dân vận khéo"', "Điển hình“Dân vận khéo”"),
        ('màn hình 14"', 'màn hình 14"'),
        ('"năm 2026"', "“năm 2026”"),
        ('"chưa đóng\n"Dân vận khéo"', "“chưa đóng\n“Dân vận khéo”"),
        ("“đã đúng”", "“đã đúng”"),
        ('"ngoài "trong" ngoài"', "“ngoài “trong” ngoài”"),
        ("", ""),
    ],
)
def test_straight_quotes_become_vietnamese_ones(typed: str, printed: str) -> None:
    assert quotes(typed) == printed


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Văn hóa- xã hội", "Văn hóa - xã hội"),
        ("văn hóa -xã hội", "văn hóa - xã hội"),
        ("chính trị-xã hội", "chính trị - xã hội"),
        ("văn hóa – xã hội", "văn hóa - xã hội"),
        ("quốc phòng–an ninh", "quốc phòng - an ninh"),
        ("Kinh tế-Văn hóa-Xã hội", "Kinh tế - Văn hóa - Xã hội"),
        ("văn hóa - xã hội", "văn hóa - xã hội"),
        ("02–03 ảnh", "02-03 ảnh"),
        ("2025 – 2030", "2025 - 2030"),
        ("dân tộc Ba-na", "dân tộc Ba-na"),
        ("49-KH/ThU", "49-KH/ThU"),
        ("Số      -KH/ĐU", "Số      -KH/ĐU"),
        ("- Như trên", "- Như trên"),
        ("– Như trên", "- Như trên"),
        ("\n- một,\n- hai", "\n- một,\n- hai"),
    ],
)
def test_joined_notions_have_a_spaced_hyphen(typed: str, printed: str) -> None:
    assert dashes(typed) == printed


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("ngày 05 tháng 02 năm 2026", f"ngày{NB}05 tháng{NB}02 năm 2026"),
        ("Ngày 5/2", f"Ngày{NB}5/2"),
        ("Mẫu số 02", f"Mẫu số{NB}02"),
        ("Số 12-KH/ĐU", f"Số{NB}12{HY}KH/ĐU"),
        ("Số      -KH/ĐU", f"Số      {HY}KH/ĐU"),
        ("Số 12/KH-UBND", f"Số{NB}12/KH{HY}UBND"),
        ("Nghị định 30/2020/NĐ-CP", f"Nghị định 30/2020/NĐ{HY}CP"),
        ("249/MTTQ-BTT", f"249/MTTQ{HY}BTT"),
        ("Kế hoạch số 49-\nKH/ThU ngày", f"Kế hoạch số{NB}49{HY}KH/ThU ngày"),
        ("đồng chí Lê Thị Mận", f"đồng chí{NB}Lê Thị Mận"),
        ("Đồng chí Ánh", f"Đồng chí{NB}Ánh"),
        ("các đồng chí ủy viên", "các đồng chí ủy viên"),
        ("ngày      tháng      năm 2026", "ngày      tháng      năm 2026"),
        ("hằng ngày 100 lượt", f"hằng ngày{NB}100 lượt"),
        ("02-03 ảnh", "02-03 ảnh"),
        ("văn hóa - xã hội", "văn hóa - xã hội"),
        ("24/nha-tro", "24/nha-tro"),
    ],
)
def test_what_belongs_together_stays_on_one_line(typed: str, printed: str) -> None:
    assert bind(typed) == printed


@pytest.mark.parametrize("symbol", SYMBOLS.split())
def test_no_symbol_can_break_and_unbinding_gives_it_back(symbol: str) -> None:
    assert bind(f"theo {symbol}, ngày") == f"theo {symbol.replace('-', HY)}, ngày"
    assert bind(symbol.replace("-", "-\n\n", 1)) == symbol.replace("-", HY)
    assert unbind(bind(f"Số {symbol}")) == f"Số {symbol}"


PAIRS = [
    ("hòa", "hoà"),
    ("khỏe", "khoẻ"),
    ("ủy", "uỷ"),
    ("thủy", "thuỷ"),
    ("tùy", "tuỳ"),
    ("ĐẢNG ỦY", "ĐẢNG UỶ"),
    ("Ủy ban", "Uỷ ban"),
    ("văn hóa, xóa đói", "văn hoá, xoá đói"),
]


@pytest.mark.parametrize(("new", "old"), PAIRS)
def test_the_tone_of_an_open_syllable_moves(new: str, old: str) -> None:
    for typed in (new, old, unicodedata.normalize("NFD", new)):
        assert tone_style(typed, "new") == new
        assert tone_style(typed, "old") == old
    assert tone_style(old, "keep") == old
    assert tone_style(new, "keep") == new


@pytest.mark.parametrize(
    "word", ["quý", "QUÝ", "toàn", "Huỳnh", "hoài", "khuỷu", "xoáy", "nghĩa", "mùa", "thuở"]
)
@pytest.mark.parametrize("style", ["new", "old", "keep"])
def test_the_tone_of_other_syllables_stays(word: str, style: ToneStyle) -> None:
    assert tone_style(word, style) == word


@given(VIETNAMESE)
def test_doing_it_twice_is_doing_it_once(text: str) -> None:
    for function in (clean, eth_to_d, normalise_space, quotes, dashes, bind, unbind, fold):
        assert function(function(text)) == function(text), function.__name__
    for style in ("new", "old"):
        once = tone_style(text, style)
        assert tone_style(once, style) == once


@given(VIETNAMESE)
def test_binding_changes_spaces_and_hyphens_only(text: str) -> None:
    assert "".join(unbind(bind(text)).split()) == "".join(unbind(text).split())


def test_empty_text_has_no_quotes_to_turn() -> None:
    assert quotes("") == ""


@pytest.mark.parametrize("mark", ["\x0b", "\x0c", "\x1c", "\x1f"])
def test_control_characters_are_kept_for_somebody_to_name(mark: str) -> None:
    assert normalise_space(f"một {mark}  hai{mark}") == f"một {mark} hai{mark}"

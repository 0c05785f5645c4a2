from __future__ import annotations

from tests.conformity.papers import front, judged, only, p, party, rules_of, state, t

QUOC_HIEU = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"


def test_a_party_document_without_its_title_is_told_so_once():
    slip = only(party(mottoes=(), ruled=False), "P-HDR-01")
    assert slip.paragraph is None
    assert slip.required == "Góc phải trang đầu có “ĐẢNG CỘNG SẢN VIỆT NAM”"


def test_a_title_of_another_size_and_weight_is_one_finding():
    slip = only(party(mottoes=(t("ĐẢNG CỘNG SẢN VIỆT NAM", pt=13, bold=False),)), "P-HDR-01")
    assert slip.required == "Tiêu đề cỡ chữ 15, in đậm"
    assert slip.found == "“ĐẢNG CỘNG SẢN VIỆT NAM” cỡ chữ 13, không in đậm"


def test_underlined_text_is_no_rule():
    slip = only(
        party(mottoes=(t("ĐẢNG CỘNG SẢN VIỆT NAM", underline=True),), ruled=False), "P-HDR-01"
    )
    assert slip.required == "Tiêu đề không gạch chân"


def test_a_missing_rule_is_a_warning_since_a_drawing_may_hide():
    slip = only(party(ruled=False), "P-HDR-01")
    assert slip.severity == "warning"
    assert slip.found == "không thấy đường kẻ"


def test_the_slogan_is_written_with_hyphens_and_spaces():
    slip = only(state(mottoes=(QUOC_HIEU, "Độc lập – Tự do – Hạnh phúc")), "N-HDR-01")
    assert slip.fix == "Sửa thành “Độc lập - Tự do - Hạnh phúc”."


def test_the_tone_may_stand_on_either_letter():
    assert (
        rules_of(
            state(mottoes=("CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"))
        )
        == []
    )


def test_a_bold_superior_is_told():
    slip = only(party(bold_from=0), "P-HDR-02")
    assert slip.required == "Tên cơ quan cấp trên không in đậm"


def test_a_plain_issuer_is_told():
    slip = only(party(bold_from=9), "P-HDR-02")
    assert slip.found == "“CHI BỘ TỔ DÂN PHỐ SỐ 5” không in đậm"


def test_an_organ_in_small_letters_is_told():
    slip = only(party(organs=("ĐẢNG BỘ PHƯỜNG AN THỊNH", "Chi bộ Tổ dân phố số 5")), "P-HDR-02")
    assert slip.fix == "Sửa thành “CHI BỘ TỔ DÂN PHỐ SỐ 5”."


def test_a_party_organ_has_one_star_below_it():
    assert only(party(star=""), "P-HDR-02").found == "không có dấu sao"
    assert only(party(star="***"), "P-HDR-02").fix == "Chỉ để lại một dấu “*”."


def test_the_first_line_of_a_committee_names_a_dang_bo():
    slip = only(party(organs=("ĐẢNG ỦY PHƯỜNG AN THỊNH", "CHI BỘ TỔ DÂN PHỐ SỐ 5")), "P-HDR-02")
    assert slip.severity == "warning"


def test_a_letterhead_without_an_organ_is_told_once():
    slip = only(party(organs=(), star=""), "P-HDR-02")
    assert slip.found == "không thấy tên cơ quan"


def test_both_titles_are_a_mix():
    both = ("ĐẢNG CỘNG SẢN VIỆT NAM", QUOC_HIEU)
    slip = only(party(mottoes=both, motto_pt=(15, 13)), "X-MIX-01")
    assert slip.fix.startswith(f"Bỏ “{QUOC_HIEU}” vì đây là văn bản của Đảng")


def test_a_state_document_has_no_star():
    assert only(state(star="*"), "X-MIX-01").found == "“*”"


def test_the_front_is_judged_as_the_state_is():
    above, own = judged(front(organ_pt=15))
    assert (above.rule, above.required) == ("N-HDR-02", "Tên cơ quan cấp trên cỡ chữ 12–13")
    assert own.required == "Tên cơ quan ban hành cỡ chữ 12–13"


def test_the_youth_union_follows_its_own_guide():
    youth = party(
        mottoes=("ĐOÀN TNCS HỒ CHÍ MINH",),
        organs=("TỈNH ĐOÀN TRƯỜNG GIANG",),
        star="***",
        number="Số: 36-KH/TĐTN-PT",
        signature=("TM. BAN THƯỜNG VỤ", "PHÓ BÍ THƯ"),
    )
    assert judged(youth) == []


def test_what_says_of_no_family_is_told_that_little_was_judged():
    bare = party(
        organs=(),
        star="",
        mottoes=(),
        number="",
        date="",
        type="",
        abstract=(),
        divider="",
        signature=(),
        name="",
        recipients=(),
    )
    assert only(bare, "X-KIND-01").severity is None


def test_a_chi_bo_names_the_dang_bo_above_it():
    slip = only(party(organs=("CHI BỘ TỔ DÂN PHỐ SỐ 5",), bold_from=0), "P-HDR-02")
    assert slip.severity == "warning"
    assert slip.fix.startswith("Thêm dòng “ĐẢNG BỘ …”")


def test_an_underlined_title_gets_a_drawn_rule_instead_at_once():
    title = t("ĐẢNG CỘNG SẢN VIỆT NAM", underline=True)
    slip = only(party(mottoes=(title,), ruled=False), "P-HDR-01")
    assert "không gạch chân" in slip.fix
    assert slip.fix.endswith("ngay dưới dòng này, dài bằng dòng chữ.")
    ruled = only(party(mottoes=(title,)), "P-HDR-01")
    assert "đường kẻ" not in ruled.fix


def test_the_states_slogan_in_the_text_of_a_party_document_is_told():
    body = ("Độc lập - Tự do - Hạnh phúc", "Chi bộ phân công các đảng viên thực hiện kế hoạch.")
    slip = only(party(body=body), "X-MIX-01")
    assert slip.found == "“Độc lập - Tự do - Hạnh phúc”"


def test_a_state_form_below_a_party_document_is_none_of_its_text():
    form = p("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", bold=True, align="center")
    assert "X-MIX-01" not in rules_of(party(after=(form,)))

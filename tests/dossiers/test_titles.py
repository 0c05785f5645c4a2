"""Titles and authors as the index and the bookmarks have them."""

from __future__ import annotations

from doc_service.dossiers.titles import author
from tests.dossiers.sets import NAMES, Kind


def test_no_two_documents_of_a_dossier_have_one_title(kinds: dict[str, Kind]) -> None:
    for name in NAMES:
        kind = kinds[name]
        titles = [one.prepared.title for one in kind.check(kind.example).documents]
        assert len(set(titles)) == len(titles)


def test_titles_that_repeat_say_the_model(review: Kind) -> None:
    documents = review.check(review.example).documents
    report = next(one for one in documents if one.entry.form.name == "bao_cao_mo_hinh")
    assert report.prepared.title == (
        "Báo cáo kết quả thực hiện mô hình “Dân vận khéo” năm 2026 "
        "(mô hình “Biến rác thải thành quà tặng học sinh có hoàn cảnh khó khăn”)"
    )


def test_a_title_of_the_state_has_no_capital_after_the_type(reward: Kind) -> None:
    first, second = reward.check(reward.example).documents
    assert first.prepared.title.startswith("Tờ trình về việc tặng Giấy khen")
    assert second.prepared.title.startswith("Quyết định về việc tặng Giấy khen")


def test_a_name_in_capitals_keeps_them(reward: Kind) -> None:
    data = reward.example
    data["van_ban"]["to_trinh_khen_thuong"]["trich_yeu"] = "UBND phường tặng Giấy khen năm 2026"
    assert reward.check(data).documents[0].prepared.title.startswith("Tờ trình UBND phường")


def test_a_decision_of_the_head_is_the_heads(reward: Kind) -> None:
    request, decision = reward.check(reward.example).documents
    assert author(request) == "Phòng Văn hóa - Xã hội"
    assert author(decision) == "Chủ tịch Ủy ban nhân dân phường An Thịnh"


def test_a_personal_report_is_the_persons(recognition: Kind) -> None:
    documents = recognition.check(recognition.example).documents
    by_form = {one.entry.form.name: author(one) for one in documents}
    assert by_form["bao_cao_thanh_tich_ca_nhan"] == "Nguyễn Khánh Vân"
    assert by_form["to_trinh"] == "Đảng ủy phường An Thịnh"

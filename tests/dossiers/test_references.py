"""What a text of a dossier says of another document of it."""

from __future__ import annotations

import pytest

from doc_service.problems import Problem
from tests.dossiers.sets import Data, Kind, is_sentence, leads_into

SYMBOL = "Tờ trình số 22-TTr/ĐU, ngày 20/11/2026"


def told(kind: Kind, data: Data) -> list[Problem]:
    """What is said of references in data."""
    found = [one for one in kind.told(data) if one.code == "reference"]
    assert all(is_sentence(one) and leads_into(data, one.pointer) for one in found)
    return found


def accompanying(kind: Kind, text: str) -> list[Problem]:
    """What is said of a list that goes with a tờ trình by these words."""
    data = kind.example
    data["van_ban"]["danh_sach_de_nghi"]["kem_theo"] = text
    return told(kind, data)


def based_on(kind: Kind, text: str) -> list[Problem]:
    """What is said of a tờ trình with these words among its căn cứ."""
    data = kind.example
    data["van_ban"]["to_trinh"]["can_cu"][2]["noi_dung"] = text
    return told(kind, data)


def test_a_list_that_goes_with_another_number_is_told(recognition: Kind) -> None:
    [one] = accompanying(recognition, "Tờ trình số 23-TTr/ĐU, ngày 20/11/2026")
    assert (one.pointer, one.severity) == ("/van_ban/danh_sach_de_nghi/kem_theo", "error")
    assert one.message == (
        "Danh sách đề nghị công nhận nhắc đến Tờ trình số 23-TTr/ĐU, còn Tờ trình trong hồ sơ là "
        "số 22-TTr/ĐU; hãy sửa cho thống nhất."
    )


@pytest.mark.parametrize("day", [", ngày 21/11/2026", " ngày 21 tháng 11 năm 2026"])
def test_the_right_number_with_another_day_is_told_with_both(recognition: Kind, day: str) -> None:
    [one] = accompanying(recognition, f"Tờ trình số 22-TTr/ĐU{day} của Ban Thường vụ Đảng ủy")
    assert one.severity == "error"
    assert one.message == (
        "Danh sách đề nghị công nhận nhắc đến Tờ trình số 22-TTr/ĐU ngày 21/11/2026, còn Tờ trình "
        "trong hồ sơ (số 22-TTr/ĐU) ghi ngày 20/11/2026; hãy sửa cho thống nhất."
    )


@pytest.mark.parametrize(
    "text",
    [
        SYMBOL,
        "Tờ trình số 22-TTr/ĐU",
        "Tờ trình số\u00a022\u2011TTr/ĐU, ngày\u00a020/11/2026",
        "Tờ trình số 22-TTr/ĐU ngày 20 tháng 11 năm 2026",
        "Tờ trình số 15-TTr/ĐUK, ngày 20/11/2026",
        "Tờ trình của Ban Thường vụ Đảng ủy",
    ],
)
def test_what_names_the_document_rightly_or_another_organs_is_not_told(
    recognition: Kind, text: str
) -> None:
    assert accompanying(recognition, text) == []


def test_minutes_named_by_another_day_are_asked_about(recognition: Kind) -> None:
    text = "Căn cứ Biên bản hội nghị ngày 17/11/2026 của Ban Thường vụ Đảng ủy phường về bình xét"
    [one] = based_on(recognition, text)
    assert (one.pointer, one.severity) == ("/van_ban/to_trinh/can_cu/2/noi_dung", "warning")
    assert one.message == (
        "Tờ trình, dòng 3 nhắc đến Biên bản ngày 17/11/2026, còn Biên bản họp bình xét trong hồ sơ "
        "ghi ngày 19/11/2026; hãy xem có phải là một không."
    )


@pytest.mark.parametrize(
    "text",
    [
        "Căn cứ Biên bản họp Hội đồng Thi đua - Khen thưởng phường ngày 17/11/2026",
        "Căn cứ Biên bản họp ngày 17/11/2026 của Hội Nông dân phường",
        "Căn cứ Biên bản họp bình xét ngày 17/11/2025",
        "Căn cứ Biên bản số 08-BB/ĐU, ngày 17/11/2026 của Ban Thường vụ Đảng ủy phường",
        "Căn cứ Biên bản họp ngày 31/11/2026",
        "Căn cứ Quyết định số 9-QĐ/ĐU, ngày 19/11/2026 của Đảng ủy phường",
    ],
)
def test_what_may_be_another_document_is_not_told(recognition: Kind, text: str) -> None:
    assert based_on(recognition, text) == []


def test_a_state_symbol_is_compared_too(reward: Kind) -> None:
    data = reward.example
    basis = data["van_ban"]["quyet_dinh_khen_thuong"]["can_cu"][-1]
    assert "28/TTr-VHXH ngày 02" in basis["noi_dung"]
    basis["noi_dung"] = basis["noi_dung"].replace("28/TTr", "82/TTr")
    [one] = told(reward, data)
    assert "số 82/TTr-VHXH, còn Tờ trình khen thưởng trong hồ sơ là số 28/TTr-VHXH" in one.message


def test_a_decision_only_compared_with_is_a_document_that_may_be_named(
    reward: Kind, review: Kind
) -> None:
    data = reward.example
    decision = next(
        one.entry.data
        for one in review.check(review.example).documents
        if one.entry.form.name == "quyet_dinh_cong_nhan"
    )
    data["van_ban"]["quyet_dinh_cong_nhan"] = {**decision, "ngay": "2026-11-16"}
    found = told(reward, data)
    assert found
    assert all("số 145-QĐ/ĐU ngày 18/11/2026" in one.message for one in found)
    assert all("ghi ngày 16/11/2026" in one.message for one in found)


def test_another_decision_of_the_same_day_is_a_warning(reward: Kind) -> None:
    data = reward.example
    data["van_ban"]["to_trinh_khen_thuong"]["ho_so"][3]["tai_lieu"] = (
        "Quyết định số 311/QĐ-UBND ngày 08/12/2026"
    )
    [one] = told(reward, data)
    assert one.severity == "warning"


def test_the_number_of_another_year_may_be_another_document(recognition: Kind) -> None:
    [one] = accompanying(recognition, "Tờ trình số 22-TTr/ĐU, ngày 20/11/2025")
    assert one.severity == "warning"


def test_one_decision_of_two_days_is_asked_about_in_the_second_place(recognition: Kind) -> None:
    data = recognition.example
    data["chung"]["de_nghi"][1]["quyet_dinh"] = "Số 145-QĐ/ĐU, ngày 19/11/2026"
    [one] = told(recognition, data)
    assert (one.pointer, one.severity) == ("/chung/de_nghi/1/quyet_dinh", "warning")
    assert one.message.startswith("Quyết định số 145-QĐ/ĐU: ")
    assert "ghi ngày 19/11/2026, khác với ngày 18/11/2026 ở Biên bản họp bình xét;" in one.message


def test_the_examples_name_their_documents_rightly(kinds: dict[str, Kind]) -> None:
    assert [one for kind in kinds.values() for one in told(kind, kind.example)] == []

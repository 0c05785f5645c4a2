"""A dossier looked at as a whole: complete, of one mind, and everything told at once."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from doc_service.dossiers.given import DOCUMENTS, SHARED
from doc_service.errors import InvalidData
from tests.any_data import BAD, nested, places_in
from tests.dossiers.sets import NAMES, RECOGNITION, Data, Kind, at, is_sentence, leads_into


@pytest.mark.parametrize("name", NAMES)
def test_every_example_is_of_one_mind(kinds: dict[str, Kind], name: str) -> None:
    checked = kinds[name].check(kinds[name].example)
    assert {one.code for one in checked.warnings} <= {"chi_bo_no_seal"}
    forms = [one.entry.form.name for one in checked.documents]
    declared = [one.form for one in kinds[name].dossier.documents if not one.reference]
    assert list(dict.fromkeys(forms)) == [form for form in declared if form in forms]


def test_nothing_given_names_every_document_and_fact_that_is_missing(recognition: Kind) -> None:
    for data in ({}, {"chung": {}, "van_ban": {}}, {"chung": {"de_nghi": []}}):
        found = {one.pointer: one.message for one in recognition.errors(data)}
        for form, label in (
            ("bien_ban_binh_xet", "Biên bản họp bình xét"),
            ("to_trinh", "Tờ trình"),
            ("mau_03", "Mẫu 03"),
            ("danh_sach_de_nghi", "Danh sách đề nghị công nhận"),
        ):
            missing = f"Thiếu {label}: chưa có dữ liệu của văn bản này."
            assert found.pop(f"/van_ban/{form}") == missing
        assert found["/chung/co_quan"] == "Chưa nhập “Đơn vị lập hồ sơ” ở phần dùng chung."
        assert set(found) == {
            f"/chung/{one}" for one in ("co_quan", "nguoi_ky", "nguoi_lap", "nam", "de_nghi")
        }


def test_a_missing_report_is_told_with_its_collective_and_its_model(recognition: Kind) -> None:
    def change(shared: Data, own: Data) -> None:
        own["bao_cao_thanh_tich_tap_the"].pop(1)

    [one] = recognition.errors_of(change)
    assert (one.pointer, one.code) == ("/van_ban/bao_cao_thanh_tich_tap_the", "document_missing")
    assert one.message == (
        "Thiếu Báo cáo thành tích tập thể của “Công an phường”, mô hình “Tổ dân phố tự quản về an "
        "ninh, trật tự và phòng cháy, chữa cháy” (phần dùng chung, dòng 2)."
    )


def test_a_report_too_many_is_told(recognition: Kind) -> None:
    def change(shared: Data, own: Data) -> None:
        stranger = {**own["bao_cao_thanh_tich_ca_nhan"][0], "ten_mo_hinh": "Chợ văn minh"}
        own["bao_cao_thanh_tich_ca_nhan"].append(stranger)

    [one] = recognition.errors_of(change)
    assert one.code == "not_listed"
    assert one.pointer == "/van_ban/bao_cao_thanh_tich_ca_nhan/1/ten_mo_hinh"
    assert one.message == (
        "Báo cáo thành tích cá nhân ghi mô hình “Chợ văn minh”, không ứng với dòng nào trong “Tập "
        "thể, cá nhân được đề nghị”; hãy sửa tên hoặc bổ sung vào danh sách."
    )


def test_a_report_with_a_mistyped_model_is_told_in_one_sentence(recognition: Kind) -> None:
    def change(shared: Data, own: Data) -> None:
        own["bao_cao_thanh_tich_ca_nhan"][0]["ten_mo_hinh"] = "Mỗi tuần 1 giờ lắng nghe Nhân dân"

    [one] = recognition.errors_of(change)
    assert one.pointer == "/van_ban/bao_cao_thanh_tich_ca_nhan/0/ten_mo_hinh"
    assert one.message == (
        "Báo cáo thành tích cá nhân ghi mô hình “Mỗi tuần 1 giờ lắng nghe Nhân dân”, còn phần dùng "
        "chung, dòng 4 ghi “Mỗi tuần một giờ lắng nghe Nhân dân tại nhà văn hóa”; hãy sửa cho "
        "thống nhất."
    )


def test_a_vote_mistyped_in_one_cell_is_told_in_one_sentence(recognition: Kind) -> None:
    def change(shared: Data, own: Data) -> None:
        own["bien_ban_binh_xet"]["mo_hinh"][0]["dong_y"] = 12

    [one] = recognition.errors_of(change)
    assert one.pointer == "/van_ban/bien_ban_binh_xet/mo_hinh/0/dong_y"
    assert "cộng lại là 12, nhiều hơn “Số có mặt” là 11" in one.message


def test_two_of_what_there_is_one_of_are_told(recognition: Kind) -> None:
    def change(shared: Data, own: Data) -> None:
        for form in ("to_trinh", "muc_luc_ho_so"):
            own[form] = [own[form], own[form]]

    found = recognition.errors_of(change)
    assert [(one.pointer, one.code) for one in found] == [
        ("/van_ban/to_trinh/1", "rows_many"),
        ("/van_ban/muc_luc_ho_so/1", "rows_many"),
    ]


def test_problems_of_several_documents_are_told_at_once_in_their_order(recognition: Kind) -> None:
    def change(shared: Data, own: Data) -> None:
        shared["nam"] = "2026"
        own["to_trinh"] |= {"ngay": "2026-11-10", "noi_dung": ""}
        own["bien_ban_binh_xet"]["dia_diem"] = ""
        own["bao_cao_thanh_tich_tap_the"].pop(0)
        own["bao_cao_thanh_tich_ca_nhan"][0]["ngay_sinh"] = "1962-02-30"
        own["mau_03"]["la"] = 1
        own["muc_luc_ho_so"]["ngay"] = "2026-13-01"
        own["khong_co"] = {}

    found = recognition.errors_of(change)
    assert [one.pointer for one in found] == [
        "/chung/nam",
        "/van_ban/bien_ban_binh_xet/dia_diem",
        "/van_ban/to_trinh/ngay",
        "/van_ban/to_trinh/noi_dung",
        "/van_ban/bao_cao_thanh_tich_tap_the",
        "/van_ban/bao_cao_thanh_tich_ca_nhan/0/ngay_sinh",
        "/van_ban/mau_03/la",
        "/van_ban/muc_luc_ho_so/ngay",
        "/van_ban/khong_co",
    ]
    said = {one.pointer: one.message for one in found}
    assert said["/van_ban/bao_cao_thanh_tich_ca_nhan/0/ngay_sinh"].startswith(
        "Báo cáo thành tích cá nhân của “Nguyễn Khánh Vân”: "
    )


def test_a_shared_list_of_the_wrong_shape_is_told_once(recognition: Kind) -> None:
    [one] = recognition.errors_of(lambda shared, own: shared.update(de_nghi="x"))
    assert (one.pointer, one.code) == ("/chung/de_nghi", "type")


def test_what_several_documents_find_wrong_with_a_fact_is_told_once(recognition: Kind) -> None:
    [one] = recognition.errors_of(lambda shared, own: shared["nguoi_ky"].pop("ho_ten"))
    assert (one.pointer, one.code) == ("/chung/nguoi_ky/ho_ten", "required")
    assert one.message == "Chưa nhập “Họ và tên người ký”."


def test_a_title_too_long_for_the_index_is_told_at_its_document(review: Kind) -> None:
    def change(shared: Data, own: Data) -> None:
        own["ke_hoach_tham_dinh"]["co_quan"] = {**shared["co_quan"], "ten": "Đảng ủy " + "x" * 195}

    found = review.errors_of(change)
    assert all("/co_quan/ten" in one.pointer for one in found)


def test_a_classified_mark_in_any_document_or_fact_is_refused(recognition: Kind) -> None:
    def change(shared: Data, own: Data) -> None:
        shared["kinh_gui"] = "Độ mật: Mật"
        own["to_trinh"]["noi_dung"] = "TỐI MẬT\n" + own["to_trinh"]["noi_dung"]
        own["bao_cao_thanh_tich_tap_the"][2]["thanh_tich"] = "1. Cách làm\n- TUYỆT MẬT"

    found = recognition.errors_of(change)
    marks = [one for one in found if one.code == "classified"]
    assert [one.pointer.split("/")[1:3] for one in marks] == [
        ["chung", "kinh_gui"],
        ["van_ban", "to_trinh"],
        ["van_ban", "bao_cao_thanh_tich_tap_the"],
    ]
    assert all("HD 03-HD/VPTW" in one.clause for one in marks)
    data = recognition.example
    change(data["chung"], data["van_ban"])
    assert recognition.errors(data, draft=True)


def test_a_draft_of_nothing_is_all_gaps_and_says_what_is_missing(recognition: Kind) -> None:
    checked = recognition.check({}, draft=True)
    assert len(checked.documents) == 4
    assert {one.severity for one in checked.warnings} == {"warning"}
    missing = [one.pointer for one in checked.warnings if one.code == "document_missing"]
    assert missing == [
        f"/van_ban/{form}"
        for form in ("bien_ban_binh_xet", "to_trinh", "mau_03", "danh_sach_de_nghi")
    ]


def test_a_draft_keeps_the_reports_of_a_list_that_is_not_there_yet(recognition: Kind) -> None:
    data = recognition.example
    del data["chung"]["de_nghi"]
    checked = recognition.check(data, draft=True)
    whose = [one.entry.said for one in checked.documents if "Báo cáo" in one.entry.said]
    assert whose == [
        "Báo cáo thành tích tập thể của “Chi bộ Tổ dân phố số 5, phường An Thịnh”",
        "Báo cáo thành tích tập thể của “Công an phường An Thịnh”",
        "Báo cáo thành tích tập thể của “Trung tâm Phục vụ hành chính công phường An Thịnh”",
        "Báo cáo thành tích cá nhân của “(chưa ghi tên)”",
    ]
    assert {one.pointer for one in recognition.errors(data)} == {"/chung/de_nghi"}


def test_a_draft_may_lack_but_not_disagree(recognition: Kind) -> None:
    data = recognition.example
    del data["van_ban"]["mau_03"], data["van_ban"]["bien_ban_binh_xet"]["dien_bien"]
    assert recognition.check(data, draft=True)
    data["van_ban"]["to_trinh"]["ngay"] = "2026-11-10"
    data["van_ban"]["danh_sach_de_nghi"]["kem_theo"] = "Tờ trình số 22-TTr/ĐU, ngày 10/11/2026"
    assert [one.code for one in recognition.errors(data, draft=True)] == ["dates_out_of_order"]


def whole(kind: Kind) -> Data:
    """The example with its shared facts written out in every document, and none shared."""
    documents: Data = {}
    for ready in kind.check(kind.example).documents:
        pointer = ready.entry.pointer.split("/")
        own = deepcopy(dict(ready.entry.data))
        if pointer[-1].isdecimal():
            documents.setdefault(pointer[2], []).append(own)
        else:
            documents[pointer[2]] = own
    index = kind.example[DOCUMENTS].get("muc_luc_ho_so", {})
    shared = kind.example[SHARED]
    names = ("co_quan", "nguoi_ky", "nguoi_lap")
    documents["muc_luc_ho_so"] = {**{name: shared[name] for name in names}, **index}
    return {DOCUMENTS: documents}


@pytest.mark.parametrize("name", NAMES)
def test_facts_may_be_given_in_each_document_as_well_as_once(
    kinds: dict[str, Kind], name: str
) -> None:
    kind = kinds[name]
    once, each = kind.check(kind.example), kind.check(whole(kind))
    assert [one.prepared.data_sha256 for one in each.documents] == [
        one.prepared.data_sha256 for one in once.documents
    ]
    assert {**each.index.data} == {**once.index.data}
    both = {**whole(kind), SHARED: kind.example[SHARED]}
    assert [one.prepared.data_sha256 for one in kind.check(both).documents] == [
        one.prepared.data_sha256 for one in once.documents
    ]


def values(kind: Kind) -> Iterator[tuple[str, Any]]:
    """Every fact that must agree and that two documents of the example say."""
    data = whole(kind)[DOCUMENTS]
    for fact in kind.dossier.facts:
        said = [slot for slot in fact.slots if slot.field in as_one(data.get(slot.form))]
        if fact.agree and not fact.key and len(said) > 1:
            yield fact.name, said[-1]


def as_one(documents: Any) -> Data:
    return (documents[0] if isinstance(documents, list) else documents) or {}


@pytest.mark.parametrize("name", NAMES)
def test_a_fact_that_one_document_says_differently_is_told_with_both(
    kinds: dict[str, Kind], name: str
) -> None:
    kind = kinds[name]
    for fact, slot in values(kind):
        data = whole(kind)
        document = as_one(data[DOCUMENTS][slot.form])
        usual = document[slot.field]
        document[slot.field] = usual - 1 if isinstance(usual, int) else "2026-10-23"
        if fact == "cap":
            document[slot.field] = "xa_phuong"
        found = [one for one in kind.errors(data) if one.code == "disagrees"]
        assert len(found) == 1, fact
        assert at(data, found[0].pointer) == document[slot.field]
        assert kind.dossier.document(slot.form).label in found[0].message


def two_hundred(kind: Kind, *, planned: int) -> Data:
    """A registration of 200 models, so many of them with a plan."""
    data = kind.example
    usual, plan = data["chung"]["mo_hinh"][0], data["van_ban"]["ke_hoach_mo_hinh"][0]
    data["chung"]["mo_hinh"] = [
        {
            **usual,
            "ten": f"Vận động Nhân dân giữ gìn vệ sinh môi trường ở ngõ {number}",
            "chu_the": f"Chi bộ Tổ dân phố số {number}",
            "cap": "thanh_pho" if number < planned else "xa_phuong",
        }
        for number in range(200)
    ]
    data["van_ban"]["ke_hoach_mo_hinh"] = [
        {
            **plan,
            "so_ky_hieu": {"so": number + 1},
            "ten": row["ten"],
            "chu_the": row["chu_the"],
        }
        for number, row in enumerate(data["chung"]["mo_hinh"][:planned])
    ]
    return data


def test_200_models_are_checked_within_a_second(registration: Kind) -> None:
    data = two_hundred(registration, planned=20)
    names = ("cap", "loai", "chu_the", "ten", "linh_vuc")
    data["van_ban"]["mau_02"]["mo_hinh"] = [
        {name: row[name] for name in names} for row in data["chung"]["mo_hinh"]
    ]
    begun = time.process_time()
    assert len(registration.check(data).documents) == 22
    assert time.process_time() - begun < 1


def harmed(chance: random.Random, data: Data) -> Data:
    """The same data, some places left out, swapped, or holding what no field takes."""
    for _ in range(chance.choice([1, 2, 4, 8])):
        # most values stand deep; what holds others is harmed as often
        top = [(data, part) for part in keys(data)]
        holders = [(data[part], key) for part in keys(data) for key in keys(data[part])]
        deep = list(places_in(data))
        if not deep:
            break
        container, key = chance.choice(chance.choice([top, holders or top, deep]))
        how = chance.choice(["leave out", "replace", "swap", "add", "twice"])
        if how == "leave out":
            del container[key]
        elif how == "replace":
            container[key] = deepcopy(chance.choice(BAD))
        elif how == "swap":
            other, there = chance.choice(deep)
            container[key] = deepcopy(other[there])
        elif how == "twice" and isinstance(container, list):
            container.append(deepcopy(container[key]))
        elif isinstance(container, dict):
            name = chance.choice(["la", "a/b~c", "", "cap", "mau_01", "\ud800"])
            container[name] = chance.choice([1, [{"cap": "tinh"}], nested(20), "x"])
    return data


def keys(holder: Any) -> list[Any]:
    return list(holder) if isinstance(holder, dict) else []


@pytest.mark.parametrize("name", NAMES)
@given(seed=st.integers(0, 2**32))
@settings(max_examples=settings.default.max_examples // 2)
def test_whatever_is_wrong_is_told_in_sentences_that_lead_to_it(
    kinds: dict[str, Kind], name: str, seed: int
) -> None:
    kind = kinds[name]
    data = harmed(random.Random(seed), kind.example)
    before = repr(data)
    final, draft = kind.told(data), kind.told(data, draft=True)
    assert repr(data) == before
    for one in (*final, *draft):
        assert is_sentence(one), one
        assert leads_into(data, one.pointer) or one.code in ("invalid", "too_deep"), one
    refused = {one.pointer for one in draft if one.severity == "error"}
    assert refused <= {one.pointer for one in final if one.severity == "error"}
    assert len({(one.pointer, one.message) for one in final}) == len(final)


@pytest.mark.parametrize("data", [None, [], "x", 5])
def test_what_is_no_object_is_refused_in_a_sentence(kinds: dict[str, Kind], data: Any) -> None:
    with pytest.raises(InvalidData) as caught:
        kinds[RECOGNITION].check(data)
    assert [one.pointer for one in caught.value.problems] == [""]

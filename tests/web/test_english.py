"""The pages in English: forms, problems and errors; what stays Vietnamese is marked."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import lxml.html
import pytest

from doc_service.accounts.people import change_unit
from doc_service.forms.catalog import Catalog
from doc_service.service import DocService
from doc_service.web.assets import STATIC
from doc_service.web.wording import LETTERS, QUOTED
from tests.desks import UNIT, Caller, signed_in
from tests.web.pages import draft

if TYPE_CHECKING:
    from playwright.sync_api import Page

AsUser = Callable[[str], Caller]
JSON = {"Accept": "application/json"}
SAID = ("title", "aria-label", "placeholder", "alt", "label")


@pytest.fixture
def caller(as_user: AsUser) -> Caller:
    """A clerk who reads English, in this session alone."""
    found = as_user("van.thu")
    found.get("/dang-nhap?ngon_ngu=en")
    return found


def left(html: str) -> list[str]:
    """Return what a page says in Vietnamese without marking it."""
    page = lxml.html.fromstring(html)
    for one in page.xpath("//*[@lang='vi' and not(self::html)] | //script | //style"):
        one.drop_tree()
    spoken = [*page.xpath("//body//text()"), *page.xpath("//title/text()")]
    attributes = [
        QUOTED.sub("", value)
        for one in page.iter()
        for name, value in one.attrib.items()
        if name in SAID
    ]
    said = [str(text).replace("VănThư", "").strip() for text in (*spoken, *attributes)]
    return [text for text in said if LETTERS.search(text)]


def test_a_text_that_nobody_marked_is_seen() -> None:
    page = "<html lang=en><p title='Ô'>Một<i lang=vi>hai</i></p><p alt='“A Ô”'>bốn</p></html>"
    assert left(page) == ["Một", "bốn", "Ô"]


def test_every_form_has_an_english_page(caller: Caller, catalog: Catalog) -> None:
    wrong = {name: left(caller.get(f"/bieu-mau/{name}").text) for name in catalog.names()}
    assert {name: texts for name, texts in wrong.items() if texts} == {}


def test_deadlines_and_forms_of_every_locality_are_english(own_desk: Callable[..., Any]) -> None:
    app, service = own_desk()
    caller = signed_in(app, "quantri")
    caller.get("/dang-nhap?ngon_ngu=en")
    wrong: dict[str, list[str]] = {}
    for name in service.catalog.localities:
        change_unit(service.database, 1, UNIT, name, {})
        pages = (
            "/",
            "/bieu-mau",
            "/bieu-mau/mau_01",
            "/bieu-mau/danh_sach_dang_ky_tinh",
            "/don-vi",
        )
        wrong[name] = [text for path in pages for text in left(caller.get(path).text)]
    assert {name: texts for name, texts in wrong.items() if texts} == {}
    assert "Tay Mo ward, Ha Noi (2026 plan)" in caller.get("/quan-tri/don-vi/1").text


def test_every_dossier_has_an_english_page(caller: Caller, desk_service: DocService) -> None:
    wrong = {name: left(caller.get(f"/ho-so/{name}").text) for name in desk_service.dossiers}
    assert {name: texts for name, texts in wrong.items() if texts} == {}


@pytest.mark.parametrize(
    ("asked", "form", "title"),
    [
        ("periodic report", "bao_cao_dinh_ky", "Periodic report"),
        ("form 1", "mau_01", "Form No. 01"),
        ("to trinh", "to_trinh", "Submission on"),
        ("certific", "quyet_dinh_khen_thuong", "Commendation decision"),
    ],
)
def test_forms_are_found_in_english_and_still_in_vietnamese(
    caller: Caller, asked: str, form: str, title: str
) -> None:
    page = caller.get(f"/bieu-mau?tim={asked}").text
    assert f'href="/bieu-mau/{form}"' in page and title in page and left(page) == []


def test_scripts_get_english_fields_and_what_documents_call_a_choice(caller: Caller) -> None:
    page = lxml.html.fromstring(caller.get(draft(caller, "mau_01")).text)
    fields = json.loads(page.xpath("string(//script[@id='draft'])"))["fields"]
    by_name = {one["name"]: one for one in fields}
    field = {one["name"]: one for one in by_name["mo_hinh"]["fields"]}["linh_vuc"]
    assert (by_name["mo_hinh"]["label"], field["label"]) == ("Registered models", "Field")
    assert field["choices"][0] == {
        "code": "kinh_te",
        "label": "Field of the economy",
        "printed": "Lĩnh vực kinh tế",
    }


def test_what_is_wrong_in_a_draft_comes_with_an_english_sentence(caller: Caller) -> None:
    path = draft(caller, "ke_hoach")
    body = {"data": {"ngay": "30/02/2026"}, "tab": "a"}
    answer = caller.post(f"{path}/xem-truoc", json=body, headers={"X-CSRFToken": caller.csrf})
    seen = json.loads(answer.data.partition(b"\n")[0])
    assert seen["problems"] and not any(LETTERS.search(one["said"]) for one in seen["problems"])
    [date] = [one for one in seen["problems"] if one["pointer"] == "/ngay"]
    assert date["said"] == "“Date of issue”: this is not a date that exists."
    assert "30/02/2026" in date["message"] or "30" in date["message"]


def test_a_file_that_is_refused_is_refused_in_english(caller: Caller) -> None:
    sent: dict[str, Any] = {"tep": [(io.BytesIO(b"\0 not a workbook"), "a.xlsx")]}
    page = caller.changes("/nop-tep", sent).text
    assert left(page) == []
    assert '<span class="original" lang="vi">' in page


def test_what_does_not_conform_has_english_headings_and_rules(
    caller: Caller, desk_service: DocService
) -> None:
    from doc_service.documents import Order

    form = desk_service.catalog.form("ke_hoach")
    word = desk_service.issue(Order("ke_hoach", form.example)).files[0].content
    sent = {"tep": [(io.BytesIO(word), "a.docx")], "bo_the_thuc": "nd30"}
    page = caller.changes("/soat-the-thuc", sent).text
    assert left(page) == []
    assert "Must be corrected" in page and "National title and motto" in page
    findings = lxml.html.fromstring(page).xpath("//li[@class='finding']")
    told = [one.xpath("p[not(@class)]")[0].text_content() for one in findings]
    assert told and all(text.endswith(".") and "; " in text for text in told)
    assert all(one.xpath("p[@class='original'][@lang='vi']") for one in findings), "what to do"
    assert any(one.xpath("p[@class='where']")[0].text == "Whole document · " for one in findings)


def test_a_dossier_that_lacks_documents_says_so_in_english(caller: Caller) -> None:
    data = json.dumps({"dossier": "ho_so_dang_ky", "data": {"chung": {}, "van_ban": {}}}).encode()
    sent = {"tep": [(io.BytesIO(data), "a.json")], "dinh_dang": "docx", "ban": "chinh_thuc"}
    page = caller.changes("/ho-so/ho_so_dang_ky", sent).text
    assert left(page) == []
    assert "A document of the dossier is missing." in page


def test_a_page_that_is_not_there_says_so_in_english(caller: Caller) -> None:
    page = caller.get("/khong-co", headers={"Accept": "text/html"}).text
    assert left(page) == [] and "There is no such address" in page


def test_a_log_in_that_fails_says_so_in_english(desk_app: Any) -> None:
    from tests.desks import stranger

    client = stranger(desk_app)
    client.csrf = client.get("/dang-nhap?ngon_ngu=en", headers=JSON).json["csrf"]
    page = client.changes("/dang-nhap", {"ten": "ai.do", "mat_khau": "sai bet het ca"}).text
    assert left(page) == [] and "do not belong together" in page


def test_the_api_stays_vietnamese_for_whoever_reads_english(caller: Caller) -> None:
    answer = caller.get("/api/v1/forms/khong_co", headers=JSON)
    assert answer.json["title"] == "Không có biểu mẫu này"


def test_a_grid_takes_vietnamese_words_for_english_choices(page_as: Callable[..., Page]) -> None:
    page = page_as("van.thu")
    page.goto("/dang-nhap?ngon_ngu=en")
    module = next(STATIC.glob("editor/grid-values.js")).relative_to(STATIC).as_posix()
    choice = {"code": "kinh_te", "label": "Field of the economy", "printed": "Lĩnh vực kinh tế"}
    said = page.evaluate(
        """async ([path, choices]) => {
          const grid = await import(path);
          const column = { name: "linh_vuc", kind: "choice", choices };
          const typed = ["linh vuc kinh te", "Field of the economy", "II. Kinh tế", "kinh_te"];
          return {
            read: typed.map((text) => grid.read(column, text)),
            shown: grid.shown(column, "kinh_te"),
            printed: grid.printed(column, "kinh_te"),
            narrowed: grid.matching(choices, "linh vuc").length,
          };
        }""",
        [f"/static/-/{module}", [choice]],
    )
    assert said == {
        "read": ["kinh_te", "kinh_te", "II. Kinh tế", "kinh_te"],
        "shown": "Field of the economy",
        "printed": "Lĩnh vực kinh tế",
        "narrowed": 1,
    }

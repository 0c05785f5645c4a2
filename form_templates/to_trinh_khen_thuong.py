"""Tờ trình khen thưởng of a State office (NĐ 30/2020/NĐ-CP; source 001 §V.1)."""

from doc_service.house_style.closing import closing_table
from doc_service.house_style.frame import Sheet, letterhead, salutations, title
from doc_service.house_style.lists import WHOM, reward_list
from doc_service.house_style.package import Template
from doc_service.house_style.running import bases, each, last_text, paragraphs, text, when
from doc_service.ooxml import paragraph
from doc_service.the_thuc.rule_sets import rule_set


def template(rules: str) -> Template:
    """Return the proposal laid out by a rule set."""
    sheet = Sheet(rule_set(rules))
    return Template(
        sheet,
        (
            letterhead(sheet, numbered=True),
            title(sheet, "TỜ TRÌNH", "{{ trich_yeu }}"),
            salutations(sheet),
            bases(),
            paragraphs("qua_trinh"),
            text(
                "{{ co_quan.ten }} đề nghị tặng {{ hinh_thuc_khen }} và thưởng tiền cho "
                + WHOM
                + " {{ thanh_tich }} năm {{ nam }}, cụ thể như sau:",
                keep_next=True,
            ),
            paragraph(style="SauBang", keep_next=True),
            reward_list(),
            paragraph(style="SauBang"),
            text(
                "Tổng số tiền thưởng đề nghị là "
                "{{ tien.tong | so_tien if tien.tong else '……' }} đồng (bằng chữ: "
                "{{ tien.bang_chu if tien.tong else '……' }} đồng), "
                "chi từ {{ nguon_kinh_phi | ket('.') }}"
            ),
            when(
                "ho_so",
                text("Hồ sơ kèm theo gồm:", keep_next=True),
                each(
                    "dong in ho_so",
                    "- {{ dong.tai_lieu | ket('.' if loop.last else ';') }}",
                ),
            ),
            last_text(
                "{{ co_quan.ten }} kính trình "
                "{{ kinh_gui | map(attribute='noi') | join(' và ') or '……………' }} "
                "xem xét, quyết định"
            ),
            closing_table(sheet),
        ),
    )


TEMPLATES = {"": template("nd30"), "dang": template("dang-hd36")}

"""Tờ trình: to recognise models, or to approve of building one (sources 001 §IV.2.4, 001 and 002).

Order of the parts: domain reference §8.9.
"""

from doc_service.house_style.closing import closing_table
from doc_service.house_style.frame import Sheet, letterhead, salutations, title
from doc_service.house_style.lists import model_list
from doc_service.house_style.package import Template
from doc_service.house_style.running import bases, body, each, text, when
from doc_service.ooxml import paragraph
from doc_service.the_thuc.rule_sets import rule_set

SHEET = Sheet(rule_set("dang-hd36"))
# codes of one choice, in the order of the choices; those without a model are left out
KINDS = (
    "{% for ma_, n_ in so_luong.theo.items() if n_ %}{{ n_ | dem }} mô hình của "
    "{{ {'tap_the': 'tập thể', 'ca_nhan': 'cá nhân'}[ma_] }}"
    "{{ '' if loop.last else ', ' }}{% endfor %}"
)
FIELDS = (
    "{% for ma_, n_ in so_linh_vuc.theo.items() if n_ %}{{ nhan.linh_vuc[ma_] | lower }}: "
    "{{ n_ | dem }} mô hình{{ '' if loop.last else '; ' }}{% endfor %}"
)

TEMPLATE = Template(
    SHEET,
    (
        letterhead(SHEET, numbered=True),
        title(SHEET, "TỜ TRÌNH", "{{ trich_yeu }}"),
        salutations(SHEET),
        bases(),
        body(SHEET, last=False),
        when(
            "de_nghi",
            text(
                "Danh sách đề nghị có {{ so_luong.tong | dem }} mô hình"
                f"{{% if so_luong.theo.values() | sum %}}, gồm {KINDS}{{% endif %}}"
                f"{{% if so_linh_vuc.theo.values() | sum %}} ({FIELDS}){{% endif %}}. "
                "Cụ thể như sau:",
                keep_next=True,
            ),
            paragraph(style="SauBang", keep_next=True),
            model_list(required=False),
            paragraph(style="SauBang"),
        ),
        when(
            "ho_so",
            text("Hồ sơ kèm theo gồm:", keep_next=True),
            each(
                "dong in ho_so",
                "- {{ dong.tai_lieu }}{% if dong.so_luong %} ({{ dong.so_luong }}){% endif %}"
                "{{ '.' if loop.last else ';' }}",
            ),
        ),
        text("{{ cau_ket | ket(ket_thuc) }}", keep_next=True),
        closing_table(SHEET),
    ),
)

"""Bản đăng ký một mô hình: what all sources ask of it (domain reference §8.3–§8.6).

Source 003 asks for name, owner, address and schedule; source 004 for time, contents and who is in
charge; source 001 for a launch of new models; the rest are the ten points of §8.6.
"""

from doc_service.house_style.closing import closing_table
from doc_service.house_style.frame import Sheet, letterhead, salutation, title
from doc_service.house_style.package import Template
from doc_service.house_style.running import lead_in, paragraphs, section, text
from doc_service.house_style.tables import Column, cell, list_table, required_loop, widths_of
from doc_service.ooxml import paragraph, row, tag
from doc_service.the_thuc.rule_sets import rule_set

POINTS = (
    ("Thực trạng, lý do xây dựng mô hình", "thuc_trang"),
    ("Mục tiêu, tiêu chí", "muc_tieu"),
    ("Nội dung, cách thức thực hiện", "noi_dung"),
    ("Đối tượng vận động, tham gia", "doi_tuong"),
    ("Lực lượng thực hiện, phối hợp", "luc_luong"),
    ("Nguồn lực", "nguon_luc"),
    ("Sản phẩm, kết quả đầu ra", "san_pham"),
    ("Khả năng duy trì, nhân rộng", "duy_tri"),
)
"""Headings of part II; those left empty are passed over, and the numbers have no gap."""

COLUMNS = (
    Column(10, "TT"),
    Column(52, "{{ nhan_cot.lo_trinh.viec }}"),
    Column(38, "{{ nhan_cot.lo_trinh.thoi_gian }}"),
    Column(33, "{{ nhan_cot.lo_trinh.nguoi }}"),
    Column(32, "{{ nhan_cot.lo_trinh.ket_qua }}"),
)
WIDTHS = widths_of(COLUMNS)

FORMS = "{'moi': 'Xây dựng mới', 'tiep_tuc': 'Tiếp tục thực hiện', 'nhan_rong': 'Nhân rộng'}"

FIELD = "(nhan.linh_vuc[linh_vuc] | replace('Lĩnh vực ', ''))"

FACTS = (
    lead_in("1. Tên mô hình:", "{{ ten | ket('.') }}"),
    lead_in(
        "2. Hình thức đăng ký:",
        f"{{{{ {FORMS}.get(hinh_thuc, '……………') }}}}"
        "{% if ra_mat %}, ra mắt ngày {{ ra_mat | ngay_so }}{% endif %}.",
    ),
    lead_in(
        "3. Chủ thể thực hiện:",
        "{{ 'Cá nhân' if loai == 'ca_nhan' else 'Tập thể' }} {{ chu_the }}"
        "{% if chuc_vu %}, {{ chuc_vu }}{% endif %}.",
    ),
    lead_in("4. Địa chỉ, địa bàn thực hiện:", "{{ dia_chi | ket('.') }}"),
    lead_in("5. Lĩnh vực:", f"{{{{ {FIELD}[:1] | upper }}}}{{{{ {FIELD}[1:] }}}}."),
    lead_in("6. Cấp đăng ký:", "{{ nhan.cap[cap] }}."),
    lead_in(
        "7. Thời gian thực hiện:",
        "Từ ngày {{ bat_dau | ngay_so if bat_dau else '……………' }} "
        "đến ngày {{ ket_thuc_ngay | ngay_so if ket_thuc_ngay else '……………' }}.",
    ),
    lead_in(
        "8. Người phụ trách:",
        "{{ nguoi_phu_trach.ho_ten }}"
        "{% if nguoi_phu_trach.chuc_vu %}, {{ nguoi_phu_trach.chuc_vu }}{% endif %}"
        "{% if nguoi_phu_trach.dien_thoai %}, điện thoại {{ nguoi_phu_trach.dien_thoai }}"
        "{% endif %}.",
    ),
)

GIVEN = ", ".join(f"('{label}', {name})" for label, name in POINTS)
CONTENTS = (
    tag(f"for muc_ in [{GIVEN}] | selectattr(1)")
    + section("{{ loop.index }}. {{ muc_[0] }}", level=1)
    + paragraphs("muc_[1]")
    + tag("endfor")
)

STEP = row(
    [
        cell("{{ loop.index }}", "BangSo"),
        cell("{{ buoc_.viec }}"),
        cell("{{ buoc_.thoi_gian }}"),
        cell("{{ buoc_.nguoi }}"),
        cell("{{ buoc_.ket_qua }}"),
    ],
    WIDTHS,
)


def template(rules: str) -> Template:
    """Return the template for one family of documents."""
    sheet = Sheet(rule_set(rules))
    first = "Thực" if sheet.rules.title.abstract_first == "upper" else "thực"
    return Template(
        sheet,
        (
            letterhead(sheet, numbered=False),
            title(sheet, "BẢN ĐĂNG KÝ", f"{first} hiện mô hình “Dân vận khéo” năm {{{{ nam }}}}"),
            salutation(sheet),
            section("I. THÔNG TIN CHUNG"),
            *FACTS,
            section("II. NỘI DUNG MÔ HÌNH"),
            CONTENTS,
            section("III. LỘ TRÌNH THỰC HIỆN"),
            paragraph(style="SauBang", keep_next=True),
            list_table(COLUMNS, required_loop("buoc_ in lo_trinh", [STEP], WIDTHS)),
            paragraph(style="SauBang"),
            text("{{ cam_ket | ket(ket_thuc) }}", keep_next=True),
            closing_table(sheet),
        ),
    )


TEMPLATES = {
    "": template("dang-hd36"),
    "nha_nuoc": template("nd30"),
    "mttq": template("mttq"),
}

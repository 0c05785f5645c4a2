"""The parts that all minutes have: when and where, who was there, how they voted, how it ended.

Sources: shared domain reference §1.9; NĐ 30/2020/NĐ-CP Phụ lục III, Mẫu 1.9 has the same parts.
"""

from __future__ import annotations

from doc_service.house_style.closing import minutes_closing
from doc_service.house_style.frame import Sheet
from doc_service.house_style.running import each, last_text, lead_in, section, text, when


def number(source: str) -> str:
    """Return a count as it is printed, or the gap that a draft has in its place."""
    return f"{{{{ ({source}) | dem if ({source}) is number else ({source}) }}}}"


def time_and_place() -> str:
    """Return part I; the locality is named unless the letterhead or the place does so already."""
    known = "(dia_diem ~ ' ' ~ co_quan.ten ~ ' ' ~ co_quan.cap_tren) | lower"
    return (
        section("I. THỜI GIAN, ĐỊA ĐIỂM")
        + lead_in(
            "1. Thời gian:",
            "Bắt đầu hồi {{ gio_bat_dau }}, "
            "{% if ngay %}{{ ngay | ngay | khong_ngat }}{% else %}ngày ……………{% endif %}.",
        )
        + lead_in(
            "2. Địa điểm:",
            f"{{{{ dia_diem }}}}{{% if (co_quan.dia_danh | lower) not in ({known}) %}}, "
            "{{ co_quan.dia_danh }}{% endif %}.",
        )
    )


def attendance() -> str:
    """Return part II: chair, secretary, members present and absent with reasons, guests."""
    return (
        section("II. THÀNH PHẦN")
        + _officer("1. Chủ trì:", "chu_tri")
        + _officer("2. Người ghi biên bản:", "thu_ky")
        + lead_in(
            "3. {{ ten_thanh_vien }}:",
            f"Triệu tập {number('so_luong.trieu_tap')} đồng chí, có mặt "
            f"{number('so_luong.co_mat')} đồng chí"
            "{% if vang_mat %}, vắng mặt {{ vang_mat | length | dem }} đồng chí{% endif %}.",
        )
        + when(
            "nguoi_du",
            text("{{ 'a) ' if vang_mat }}Có mặt:", keep_next=True),
            each("dong in nguoi_du", f"- Đồng chí {_PERSON}{_MARK}"),
        )
        + when(
            "vang_mat",
            text("{{ 'b) ' if nguoi_du }}Vắng mặt:", keep_next=True),
            each("dong in vang_mat", f"- Đồng chí {_PERSON} (lý do: {{{{ dong.ly_do }}}}){_MARK}"),
        )
        + when(
            "khach_moi",
            lead_in("4. Đại biểu mời dự:", "", keep_next=True),
            each("dong in khach_moi", f"- {{{{ dong.dai_bieu }}}}{_MARK}"),
        )
    )


_PERSON = "{{ dong.ho_ten }}{% if dong.chuc_vu %}, {{ dong.chuc_vu }}{% endif %}"
_MARK = "{{ '.' if loop.last else ';' }}"


def _officer(label: str, field: str) -> str:
    return lead_in(
        label,
        f"Đồng chí {{{{ {field}.ho_ten }}}}"
        f"{{% if {field}.chuc_vu %}}, {{{{ {field}.chuc_vu }}}}{{% endif %}}.",
    )


def ballots() -> str:
    """Return how many ballots were given out, came back and are valid; nothing without ballots."""
    return when(
        "phieu.phat_ra is number or phieu.thu_ve is number or phieu.hop_le is number",
        text(
            f"Số phiếu phát ra: {number('phieu.phat_ra')} phiếu; thu về: "
            f"{number('phieu.thu_ve')} phiếu; hợp lệ: {number('phieu.hop_le')} phiếu."
        ),
    )


def ending(sheet: Sheet, meeting: str) -> str:
    """Return the closing sentence, the two signatures and, where there are any, the recipients.

    Args:
        sheet: the paper.
        meeting: what ends: `Hội nghị`, `Cuộc họp`.
    """
    return last_text(
        f"{meeting} kết thúc hồi {{{{ gio_ket_thuc }}}} cùng ngày. Biên bản đã được đọc lại và "
        "được những người dự họp nhất trí thông qua"
        "{% if so_ban %}, lập thành {{ so_ban | dem }} bản có giá trị như nhau{% endif %}"
    ) + minutes_closing(sheet)

"""Small DOCX files, written by hand, and invented plans of other places."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TYPES = "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>"


def docx(body: str, parts: Mapping[str, str] | None = None) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as zipped:
        zipped.writestr("[Content_Types].xml", TYPES)
        zipped.writestr(
            "word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>"
        )
        for name, content in (parts or {}).items():
            zipped.writestr(name, content)
    return held.getvalue()


def r(text: str, look: str = "") -> str:
    return f"<w:r><w:rPr>{look}</w:rPr><w:t xml:space='preserve'>{text}</w:t></w:r>"


def p(*runs: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def listed(text: str, number: int, level: int = 0, look: str = "") -> str:
    numbering = f"<w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='{number}'/></w:numPr>"
    return p(r(text, look), properties=numbering)


def table(*rows: tuple[str, ...]) -> str:
    cells = "".join(
        "<w:tr>" + "".join(f"<w:tc>{cell}</w:tc>" for cell in row) + "</w:tr>" for row in rows
    )
    return f"<w:tbl>{cells}</w:tbl>"


def numbering(*levels: tuple[str, str], restart: bool = False) -> str:
    """List 1 with these (format, text) levels; list 2 goes on with it, or starts again."""
    shown = "".join(
        f"<w:lvl w:ilvl='{at}'><w:start w:val='1'/><w:numFmt w:val='{form}'/>"
        f"<w:lvlText w:val='{text}'/></w:lvl>"
        for at, (form, text) in enumerate(levels)
    )
    again = "<w:lvlOverride w:ilvl='0'><w:startOverride w:val='1'/></w:lvlOverride>"
    return (
        f"<w:numbering {W}><w:abstractNum w:abstractNumId='7'>{shown}</w:abstractNum>"
        "<w:num w:numId='1'><w:abstractNumId w:val='7'/></w:num>"
        f"<w:num w:numId='2'><w:abstractNumId w:val='7'/>{again if restart else ''}</w:num>"
        "</w:numbering>"
    )


COMMUNE_PLAN = """\
ĐẢNG BỘ TỈNH BÌNH SƠN                          ĐẢNG CỘNG SẢN VIỆT NAM
ĐẢNG ỦY XÃ TÂN HÒA
          *
     Số 12-KH/ĐU                         Tân Hòa, ngày 05 tháng 02 năm 2026

                                KẾ HOẠCH
               thực hiện phong trào thi đua “Dân vận khéo”
                      trên địa bàn xã năm 2026
                                 -----

      Thực hiện Hướng dẫn số 05-HD/BTGDVTU, ngày 10/01/2026 của Ban Tuyên giáo và
Dân vận Tỉnh ủy, Ban Thường vụ Đảng ủy xã Tân Hòa ban hành kế hoạch như sau:
      I. MỤC ĐÍCH, YÊU CẦU
      1. Nâng cao nhận thức của cán bộ, đảng viên và Nhân dân về công tác dân vận; phát
huy sức mạnh tổng hợp của cả hệ thống chính trị trong thực hiện nhiệm vụ chính trị
- xã hội của địa phương.
      2. Mỗi chi bộ có ít nhất một mô hình, gắn với việc thực hiện Kế hoạch số 08-
KH/ĐU của Ban Thường vụ Đảng ủy.
                                    2
      II. TỔ CHỨC THỰC HIỆN
      - Các chi bộ gửi đăng ký trước ngày 31/4/2026 qua Ban Xây dựng Đảng để tổng
hợp, báo cáo Ban Thường vụ Đảng ủy.

Nơi nhận:                                       T/M BAN THƯỜNG VỤ
- Ban Tuyên giáo và Dân vận Tỉnh ủy                  PHÓ BÍ THƯ
(để b/c),
- Các chi bộ trực thuộc (để thực hiện),
- Lưu Văn phòng Đảng ủy.
                                                   Trần Thị Hạnh
"""

STATE_LETTER = """\
ỦY BAN NHÂN DÂN
XÃ TÂN HÒA
-------
Số:     /UBND-VX
V/v triển khai phong trào thi đua
“Dân vận khéo” năm 2026
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
Tân Hòa, ngày    tháng 3 năm 2026

Kính gửi:
- Các phòng, ban, ngành;
- Các thôn.

Thực hiện Kế hoạch số 12-KH/ĐU của Ban Thường vụ Đảng ủy, Ủy ban nhân dân xã yêu cầu:

1. Các thôn rà soát mô hình.

2. Công an xã phối hợp thực hiện./.

TM. ỦY BAN NHÂN DÂN
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
(Đã ký)
Lý Văn Bình

Nơi nhận:
- Như trên;
- Lưu: VT, VX.
"""

MARKDOWN_PLAN = """\
# KẾ HOẠCH

## Thực hiện phong trào thi đua “Dân vận khéo” năm 2026

Thực hiện nghị quyết của chi bộ, chi bộ xây dựng kế hoạch như sau:

## I. MỤC ĐÍCH

**1. Mục đích:** Nâng cao *chất lượng* công tác dân vận.

| Việc | Thời gian |
|---|---|
| Đăng ký | 18/01/2026 |

**T/M CHI BỘ**
**BÍ THƯ**

Vi Thị Mai
"""

PARAGRAPH_PER_LINE = """\
BÁO CÁO
kết quả thực hiện phong trào thi đua “Dân vận khéo” quý I năm 2026
-----
Chi bộ báo cáo kết quả thực hiện như sau:
I. KẾT QUẢ
1. Công tác tuyên truyền: Chi bộ đã tổ chức ba buổi sinh hoạt
2. Số mô hình đăng ký là 5*2 mô hình (*)
a) Tập thể
b) Cá nhân
II. NHIỆM VỤ
Chi bộ tiếp tục thực hiện kế hoạch.
"""

"""How the numbers were taken, sentence by sentence; Vietnamese."""

from __future__ import annotations

from collections.abc import Iterator

from bench.batches import PEERS
from bench.cases import LONG
from bench.conformity import FORM, LARGE, USUAL
from bench.dossiers import NAME
from bench.measure import Plan
from bench.peers import CARBONE_LEAN
from bench.results import Results


def method(results: Results) -> str:
    """Return what belongs to the parts that were run."""
    plan = results.plan
    told = {
        "peers": _peers(plan),
        "forms": _forms(plan),
        "dossiers": _dossiers(plan),
        "check": _checks(plan),
        "finishing": _finishing(plan),
        "desk": _desk(plan),
        "batch": _year_end(plan),
    }
    return "\n".join(
        f"- {text}" for part, texts in told.items() if part in results.parts for text in texts
    )


def _peers(plan: Plan) -> Iterator[str]:
    yield (
        f"Các bên thay phiên nhau trong từng lượt: {plan.rounds} lượt "
        f"({plan.long_rounds} lượt với {LONG}), lập DOCX {plan.assembly_rounds} lượt "
        f"({plan.rounds} với {LONG}); hai văn bản đầu không tính."
    )
    yield "Cùng một máy, cùng LibreOffice, cùng dữ liệu Mẫu 01 sinh bằng `bench/data.py`."
    yield "PDF của mọi bên được đọc lại và phải có đủ chữ của mọi dòng; số trang ghi trong bảng."
    yield (
        "VănThư tính từ JSON: kiểm dữ liệu, lập và kiểm DOCX, PDF/A-2b gắn thẻ. Các bên khác "
        "nhận dữ liệu đã chuẩn bị sẵn và xuất PDF thường, nên việc của họ nhẹ hơn."
    )
    yield (
        "Carbone dùng mẫu của chính nó, cùng nội dung và bố cục (`bench/carbone_template.py`), "
        "trong gói như Word lưu ra: mẫu cho Carbone được làm bằng Word (`bench/word_package.py`). "
        f"“{CARBONE_LEAN}” là cùng mẫu ấy trong gói tối giản của VănThư: cả hai bên cùng chờ "
        "một LibreOffice, nên khoảng cách còn lại chỉ là cách dùng LibreOffice."
    )
    yield "Carbone giữ sẵn một LibreOffice; thời gian lấy trong Node.js, chỉ riêng `render`."
    yield (
        "unoserver giữ sẵn một LibreOffice, gọi bằng thư viện của nó; `soffice --convert-to` "
        "dùng lại một hồ sơ riêng đã tạo trước."
    )


def _forms(plan: Plan) -> Iterator[str]:
    yield (
        f"Mọi biểu mẫu: ví dụ đầu tiên, từ JSON; DOCX {plan.form_docx_rounds} lượt, PDF "
        f"{plan.form_pdf_rounds} lượt qua tất cả các biểu mẫu; Mẫu 01 hai trang được đo lại ngay "
        "trước mỗi lần đo, tỷ lệ trên mỗi trang là trung vị của các cặp. Văn bản một trang chịu "
        "trọn phần không đổi của LibreOffice (mở tệp, nhúng phông), Mẫu 01 thì chia đôi."
    )


def _dossiers(plan: Plan) -> Iterator[str]:
    yield (
        f"Hồ sơ: ví dụ `{NAME}`, từ dữ liệu đến tệp ZIP có DOCX, PDF của từng văn bản, mục lục "
        "và tệp PDF ghép (báo cáo thành tích mỗi thứ 03 bộ). “Riêng chuyển đổi” là chính các "
        "tệp DOCX ấy, kể cả mục lục, đưa lần lượt từng tệp qua cùng các LibreOffice ấy, không "
        f"làm gì thêm. {plan.dossier_rounds} lượt, hai việc đo liền nhau, việc nào trước thì đổi "
        "từng lượt; tỷ lệ là trung vị của các cặp. Hai LibreOffice cũng so với các lần chuyển "
        "đổi lần lượt."
    )


def _checks(plan: Plan) -> Iterator[str]:
    usual, large = plan.check_rounds[USUAL], plan.check_rounds[LARGE]
    yield (
        f"Kiểm tra thể thức: DOCX của ví dụ `{FORM}`, phần nội dung lặp lại cho đến khi "
        f"LibreOffice dàn ra ít nhất {USUAL} và {LARGE} trang; {usual} và {large} lượt. Ghi nhận "
        "xét là kiểm tra rồi chép ra tệp có nhận xét ở từng lỗi."
    )


def _finishing(plan: Plan) -> Iterator[str]:
    yield (
        "Chỗ ký và thông tin tệp: PDF của LibreOffice từ mọi ví dụ của mọi biểu mẫu; "
        f"{plan.finish_rounds} lượt mỗi tệp, mỗi biểu mẫu lấy ví dụ lâu nhất."
    )


def _desk(plan: Plan) -> Iterator[str]:
    yield (
        "Bàn làm việc: máy chủ như `make run`, Chromium của Debian cùng máy; bản nháp Mẫu 01 "
        f"hai trang. {plan.desk_keys} lần gõ vào ô “Kính gửi”, tính từ sự kiện của phím đến khi "
        "trang in mới đã vẽ xong; người thứ hai gõ bốn phím một giây trong cửa sổ khác của cùng "
        f"trình duyệt. Mỗi trang được hỏi {plan.desk_visits} lần."
    )


def _year_end(plan: Plan) -> Iterator[str]:
    yield (
        f"Đợt cuối năm: một tệp Excel {plan.batch_records} bản ghi, tiến trình lập đợt đã chạy "
        "sẵn; tính từ lúc gửi tệp đến khi tệp PDF/A cuối cùng đã ghi xuống đĩa và vào sổ, kể cả "
        f"đọc, kiểm từng bản ghi. Carbone lập {PEERS} văn bản với hai LibreOffice cùng lúc, từ "
        "JSON có sẵn."
    )
    yield (
        f"Bản xem trước: {plan.desk_keys} lần qua đường của trang soạn thảo (không kể trình "
        "duyệt), khi rảnh và khi hai tiến trình đang lập đợt; tiến trình lập đợt chạy ở mức ưu "
        "tiên thấp."
    )

// One grid of invented rows; the query says how many, whether grouped and how many it may hold.
import { createGrid } from "/static/editor/grid.js";

const query = new URLSearchParams(location.search);
const columns = [
  {
    name: "khoi",
    label: "Khối",
    kind: "choice",
    required: true,
    choices: [
      { code: "tap_the", label: "I. Tập thể" },
      { code: "ca_nhan", label: "II. Cá nhân" },
    ],
  },
  { name: "ten", label: "Tên mô hình", kind: "text", required: true, multiline: true, maxLength: 200 },
  {
    name: "linh_vuc",
    label: "Lĩnh vực",
    kind: "choice",
    choices: [
      { code: "kinh_te", label: "Kinh tế" },
      { code: "van_hoa", label: "Văn hóa - xã hội" },
      { code: "quoc_phong", label: "Quốc phòng - an ninh" },
      { code: "dan_van", label: "Xây dựng hệ thống chính trị, dân vận chính quyền" },
    ],
  },
  { name: "so_nguoi", label: "Số người", kind: "integer" },
  { name: "ngay", label: "Ngày bắt đầu", kind: "date" },
  { name: "dia_chi", label: "Địa chỉ", kind: "text", maxLength: 100, help: "Thôn, tổ dân phố" },
];

function invented(index) {
  return {
    khoi: index % 3 ? "tap_the" : "ca_nhan",
    ten: `Mô hình số ${index + 1}: “Dân vận khéo” trong vận động nhân dân hiến đất mở rộng đường giao thông nông thôn, chỉnh trang khu dân cư kiểu mẫu`,
    linh_vuc: ["kinh_te", "van_hoa", "quoc_phong"][index % 3],
    so_nguoi: 12 + index,
    ngay: "2026-02-05",
    dia_chi: `Thôn ${(index % 9) + 1}`,
  };
}

window.changes = [];
window.grid = createGrid(document.getElementById("grid"), {
  columns: query.has("grouped") ? columns : columns.slice(1),
  rows: Array.from({ length: Number(query.get("rows") ?? 0) }, (_, index) => {
    const { khoi, ...rest } = invented(index);
    return query.has("grouped") ? { khoi, ...rest } : rest;
  }),
  group: query.has("grouped") ? "khoi" : "",
  maxRows: Number(query.get("most") ?? 1000),
  label: "Danh sách mô hình",
  onChange: (rows) => window.changes.push(rows),
});

"""Tờ trình khen thưởng of a Party organ, the same blocks by its rules."""

from pathlib import Path
from runpy import run_path

SOURCE = Path(__file__).with_name("to_trinh_khen_thuong.py")

TEMPLATE = run_path(str(SOURCE))["template"]("dang-hd36")

"""The report of the Front or a mass organisation: the same blocks by its own rules."""

from pathlib import Path
from runpy import run_path

SOURCE = Path(__file__).with_name("bao_cao_thanh_tich_ca_nhan.py")

TEMPLATE = run_path(str(SOURCE))["template"]("mttq")

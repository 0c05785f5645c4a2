"""Secrecy marks: what this service neither assembles nor prepares for signing.

Source: HD 03-HD/VPTW, 04/6/2021: digital signatures of Party organs are for electronic documents
that are not secret; shared domain reference §1.11.
"""

from __future__ import annotations

import re
from typing import Final

CLAUSE: Final = "HD 03-HD/VPTW, 04/6/2021; Luật Bảo vệ bí mật nhà nước"

_MARKS: Final = (
    re.compile(
        r"\W*(?:(?:(?i:(?:mức )?độ mật)|[Đđ]óng dấu|[Dd]ấu)\s*:?\s*)?"
        r"(?P<mark>(?:TUYỆT|TỐI)\s+MẬT|MẬT)\W*"
    ),
    re.compile(r"\W*(?:mức )?độ mật\s*:\s*(?P<mark>(?:(?:tuyệt|tối)\s+)?mật)\W*", re.IGNORECASE),
    re.compile(r"\W*(?P<mark>(?:tuyệt|tối)\s+mật)\W*", re.IGNORECASE),
    re.compile(r"\W*(?P<mark>(?:TUYỆT|TỐI)\s+MẬT)\W.*"),
)
"""What a line looks like that is a mark, or begins with a long one in capitals; “Mật”
alone may be somebody's name."""


def secrecy_mark(line: str) -> str:
    """Return the mark that a line of a document is, such as `TỐI MẬT`; "" for any other line.

    A word in a sentence is none: “bảo mật”, “giữ bí mật”.
    """
    found = next(filter(None, (mark.fullmatch(line) for mark in _MARKS)), None)
    return " ".join(found["mark"].upper().split()) if found else ""

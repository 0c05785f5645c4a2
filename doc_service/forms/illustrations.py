"""Pictures among a form's data: judged against the field's limits, and handed to the assembler.

In the data a picture is text: base64, or a `data:` URI as browsers make it. In the context it is
what the filter `hinh` needs; its bytes go beside the context.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from doc_service.forms.fields import Field, Leaf, PictureLimits
from doc_service.forms.recent_pictures import RecentPictures
from doc_service.pictures import Picture, PictureError, decode_picture
from doc_service.problems import Problem
from doc_service.vietnamese.numbers import thap_phan

_MEGABYTE = 2**20
_LONGEST_NAME = 255
_PICTURE_TEXT = 1000
"""A text of more characters without a blank is no words."""

_RECENT: Final = RecentPictures(most=32 * _MEGABYTE)
"""Of every document: some thirty pictures."""


@dataclass(frozen=True, slots=True)
class Illustrations:
    """The pictures of one document."""

    media: Mapping[str, Picture]
    """SHA-256 in hex of what was sent → picture."""

    at: Mapping[str, str]
    """JSON Pointer → SHA-256 in hex."""

    problems: tuple[Problem, ...]


NONE = Illustrations({}, {}, ())


def illustrations(found: Iterable[Leaf]) -> Illustrations:
    """Read every picture among the values once; what is wrong with one is said at its place."""
    sent = [
        (field, pointer, value)
        for field, pointer, value in found
        if field.kind == "picture" and isinstance(value, str) and value
    ]
    if not sent:
        return NONE
    media: dict[str, Picture] = {}
    at: dict[str, str] = {}
    problems: list[Problem] = []
    for field, pointer, value in sent:
        try:
            content = decode_picture(value)
            mark = hashlib.sha256(content).hexdigest()
            picture = _RECENT.read(mark, content)
        except PictureError as error:
            problems.append(Problem(pointer, f"“{field.label}”: {error}", "picture"))
            continue
        at[pointer] = mark
        if mark in media:
            problems.append(_repeated(field, pointer))
        media[mark] = picture
        if field.picture:
            problems += _limits(field, field.picture, pointer, picture, len(content))
    return Illustrations(media, at, tuple(problems))


def with_pictures(shown: Mapping[str, Any], pictures: Illustrations, pointer: str = "") -> Any:
    """Return the context's data with what the filter `hinh` needs in place of each picture.

    A picture that a draft lacks is None, which draws nothing.
    """
    if not pictures.at:
        return shown
    if isinstance(shown, Mapping):
        return {
            name: _drawn(pictures, f"{pointer}/{name}", shown)
            if f"{pointer}/{name}" in pictures.at
            else with_pictures(value, pictures, f"{pointer}/{name}")
            for name, value in shown.items()
        }
    if isinstance(shown, list):
        return [with_pictures(one, pictures, f"{pointer}/{at}") for at, one in enumerate(shown)]
    return shown


def with_picture_files(fields: Sequence[Field], data: Any, folder: Path) -> Any:
    """Return data in which a picture named by file holds the file's content.

    For callers who are on the machine themselves: the command line, never the API.

    Args:
        fields: of the form, or of an object or row within it.
        data: what the fields hold.
        folder: where the files are.
    """
    if isinstance(data, list):
        return [with_picture_files(fields, row, folder) for row in data]
    if not isinstance(data, Mapping):
        return data
    ready = dict(data)
    for field in fields:
        value = ready.get(field.name)
        if field.kind in ("object", "rows"):
            ready[field.name] = with_picture_files(field.fields, value, folder)
        elif field.kind == "picture" and isinstance(value, str) and len(value) < _LONGEST_NAME:
            path = folder / value
            ready[field.name] = (
                base64.b64encode(path.read_bytes()).decode() if path.is_file() else value
            )
    return {name: value for name, value in ready.items() if name in data}


def abridged(value: Any) -> Any:
    """Return example data for people to read: of a picture only how it begins."""
    if isinstance(value, Mapping):
        return {name: abridged(one) for name, one in value.items()}
    if isinstance(value, list):
        return [abridged(one) for one in value]
    long = isinstance(value, str) and len(value) > _PICTURE_TEXT and " " not in value
    return f"{value[:40]}…" if long else value


def _drawn(pictures: Illustrations, pointer: str, beside: Mapping[str, Any]) -> dict[str, Any]:
    mark = pictures.at[pointer]
    picture = pictures.media[mark]
    return {
        "ma": mark,
        "rong_px": picture.width,
        "cao_px": picture.height,
        "chu_thich": beside.get("chu_thich", ""),
    }


def _repeated(field: Field, pointer: str) -> Problem:
    message = f"“{field.label}” giống hệt một ảnh đã có; hãy chọn ảnh khác."
    return Problem(pointer, message, "duplicate", "warning")


def _limits(
    field: Field, limits: PictureLimits, pointer: str, picture: Picture, size: int
) -> Iterator[Problem]:
    if picture.megapixels < limits.megapixels:
        yield Problem(
            pointer,
            f"“{field.label}” có {picture.width} × {picture.height} điểm ảnh "
            f"({thap_phan(round(picture.megapixels, 2))} MP), cần từ "
            f"{thap_phan(limits.megapixels)} MP trở lên; hãy gửi ảnh gốc, không phải ảnh thu nhỏ.",
            "picture_too_small",
        )
    elif size < limits.megabytes * _MEGABYTE:
        yield Problem(
            pointer,
            f"“{field.label}” nặng {thap_phan(round(size / _MEGABYTE, 2))} MB. Đề cương ghi “dung "
            f"lượng từ 01 MP”: nếu cấp trên hiểu là MB thì cần ảnh từ "
            f"{thap_phan(limits.megabytes)} MB.",
            "picture_light",
            "warning",
        )

"""Reading pictures that nobody vouches for, and making them fit to stand in a document."""

from __future__ import annotations

import base64
import io
import re
import struct
from dataclasses import dataclass, field
from typing import Final, Literal

from PIL import ExifTags, Image, ImageCms

MAX_BYTES: Final = 30 * 2**20
"""Of a picture's file."""

MAX_PIXELS: Final = 60_000_000
"""A phone of 50 megapixels passes; decoded, this much takes 240 MB."""

MAX_SIDE: Final = 2400
"""Pixels in the document: 380 dots to the inch over a full line of text."""

_QUALITY: Final = 88
_FORMATS: Final = ("JPEG", "PNG", "WEBP", "BMP", "TIFF", "GIF")
_DRAWN: Final = frozenset({"PNG", "GIF", "BMP"})
"""Formats of screenshots and drawings, whose edges JPEG would blur."""

_ASK_JPEG: Final = "hãy lưu ảnh lại thành JPEG rồi gửi lại"
_TOO_MANY_PIXELS: Final = (
    f"Ảnh có quá {MAX_PIXELS // 1_000_000} triệu điểm ảnh; hãy thu nhỏ ảnh rồi gửi lại."
)

# what decoders raise when they meet something else than they expect
_BROKEN: Final = (
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
    LookupError,
    TypeError,
    ArithmeticError,
    RuntimeError,
    struct.error,
)


class PictureError(ValueError):
    """The picture cannot be used; the message is a Vietnamese sentence."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as it stands in a document, and how large it was when it was sent."""

    format: Literal["jpg", "png"]
    """Of the content; also its extension."""

    width: int
    height: int
    """Pixels of the picture that was sent, as people see it: turned as its EXIF says."""

    content: bytes = field(repr=False)
    """Red, green and blue, 8 bits each, no side longer than `MAX_SIDE`, no metadata."""

    @property
    def megapixels(self) -> float:
        """Return millions of pixels of the picture that was sent."""
        return self.width * self.height / 1_000_000


def read_picture(content: bytes) -> Picture:
    """Return a picture fit to embed; the same content gives the same picture.

    Args:
        content: a JPEG, PNG, WebP, BMP, TIFF or GIF file; of several pictures the first is taken.

    Raises:
        PictureError: not one of these, damaged, or larger than `MAX_BYTES` or `MAX_PIXELS`.
    """
    with _opened(content) as image:
        declared = image.size
        # a JPEG can be decoded at a half, a quarter or an eighth: four times less memory and more
        drafted = image.draft(None, _fitted(declared)) is not None
        try:
            image.load()
        except _BROKEN as error:
            raise PictureError(f"Ảnh bị hỏng hoặc chưa tải lên hết; {_ASK_JPEG}.") from error
        # a TIFF turns itself while it is decoded
        full = declared if drafted else image.size
        orientation = _orientation(image)
        shown = _upright(_in_rgb(_shrunk(_direct(image), _fitted(full))), orientation)
        drawn = image.format in _DRAWN and full == _fitted(full)
    width, height = full[::-1] if orientation in _SIDEWAYS else full
    return Picture(
        format="png" if drawn else "jpg",
        width=width,
        height=height,
        content=_encoded(shown, drawn=drawn),
    )


_DATA_URI: Final = re.compile(r"data:image/[\w.+-]+(?:;[\w.+=-]+)*;base64,", re.IGNORECASE)


def decode_picture(text: str) -> bytes:
    """Return the file that a text carries, in base64 or as a `data:image/…;base64,` URI.

    Raises:
        PictureError: the text is neither, is empty, or is longer than `MAX_BYTES` can be.
    """
    if len(text) > 2 * MAX_BYTES:  # base64 takes four thirds; the rest is for line breaks
        raise _too_heavy(len(text) * 3 // 4)
    prefix = _DATA_URI.match(text.strip())
    letters = "".join(text.split())
    if prefix:
        letters = letters[len(prefix[0]) :]
    try:
        content = base64.b64decode(letters, validate=True)
    except ValueError as error:
        raise PictureError(
            "Ảnh gửi lên không phải chuỗi base64 hay data:image/…;base64,…; hãy chọn lại ảnh."
        ) from error
    if not content:
        raise _empty()
    return content


def _empty() -> PictureError:
    return PictureError("Tệp ảnh trống; hãy chọn lại ảnh.")


def _too_heavy(size: int) -> PictureError:
    tenths = -(-size * 10 // 2**20)  # rounded up, so that it never reads “30,0, over 30”
    whole, part = divmod(tenths, 10)
    return PictureError(
        f"Ảnh nặng {whole},{part} MB, quá mức {MAX_BYTES // 2**20} MB; hãy thu nhỏ ảnh rồi gửi lại."
    )


def _opened(content: bytes) -> Image.Image:
    """Read the header of a picture and refuse it before anything is decoded."""
    if not content:
        raise _empty()
    if len(content) > MAX_BYTES:
        raise _too_heavy(len(content))
    try:
        image: Image.Image = Image.open(io.BytesIO(content), formats=_FORMATS)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise PictureError(_TOO_MANY_PIXELS) from error
    except _BROKEN as error:
        raise PictureError(_unreadable(content)) from error
    if image.width * image.height > MAX_PIXELS:
        raise PictureError(_TOO_MANY_PIXELS)
    return image


_FROM_PHONES: Final = re.compile(rb"^.{4}ftyp(?:hei|hev|mif|msf|avi[fs])", re.DOTALL)
"""Brands of ISO/IEC 23008-12 (HEIF) and AVIF."""


def _unreadable(content: bytes) -> str:
    if _FROM_PHONES.match(content):
        return f"Ảnh dạng HEIC hoặc AVIF của điện thoại chưa dùng được; {_ASK_JPEG}."
    return "Tệp này không phải ảnh, hoặc ảnh đã hỏng; hãy gửi ảnh JPEG hoặc PNG."


def _fitted(size: tuple[int, int]) -> tuple[int, int]:
    longer = max(size)
    if longer <= MAX_SIDE:
        return size
    width, height = (max(1, round(side * MAX_SIDE / longer)) for side in size)
    return width, height


_RESIZABLE: Final = frozenset({"L", "RGB", "RGBA", "CMYK"})
_UNPRINTABLE: Final = frozenset({"F", "LAB"})
"""Measurements and colours that Pillow cannot bring to RGB."""


def _direct(image: Image.Image) -> Image.Image:
    """Return the picture with 8 bits a channel and colours of its own, not of a palette."""
    if image.mode in _UNPRINTABLE:
        raise PictureError(f"Ảnh dùng hệ màu không in được ({image.mode}); {_ASK_JPEG}.")
    if image.mode.startswith("I"):
        # Pillow cuts 16 bits off at 255 (issue 3159): take the high byte
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if image.has_transparency_data:
        return image.convert("RGBA")
    return image if image.mode in _RESIZABLE else image.convert("RGB")


def _shrunk(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    if max(image.size) <= max(size):
        return image
    # half the time of Lanczos; on paper nobody sees the difference
    return image.resize(size, Image.Resampling.HAMMING)


def _in_rgb(image: Image.Image) -> Image.Image:
    """Return the picture in sRGB on white paper."""
    profile = image.info.get("icc_profile")
    if image.mode == "RGBA":
        paper = Image.new("RGB", image.size, "white")
        paper.paste(image, mask=image.getchannel("A"))
        image = paper
    if profile:
        try:
            theirs = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            ours = ImageCms.createProfile("sRGB")
            turned = ImageCms.profileToProfile(image, theirs, ours, outputMode="RGB")
        except (ImageCms.PyCMSError, *_BROKEN):
            turned = None  # a profile of another kind of picture: better its colours than none
        if turned is not None:
            return turned
    return image.convert("RGB")


_TURNS: Final = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""EXIF orientation (tag 0x0112) → what shows the picture upright."""

_SIDEWAYS: Final = frozenset({5, 6, 7, 8})


def _orientation(image: Image.Image) -> int:
    try:
        return int(image.getexif().get(ExifTags.Base.Orientation, 1))
    except _BROKEN:
        return 1  # a camera that writes broken EXIF still takes good pictures


def _upright(image: Image.Image, orientation: int) -> Image.Image:
    turn = _TURNS.get(orientation)
    return image if turn is None else image.transpose(turn)


def _encoded(image: Image.Image, *, drawn: bool) -> bytes:
    image.info.clear()  # Pillow would write comments, profiles and transparency back
    held = io.BytesIO()
    if drawn:
        image.save(held, "PNG")
    else:
        image.save(held, "JPEG", quality=_QUALITY)
    return held.getvalue()

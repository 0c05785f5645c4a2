from __future__ import annotations

import base64
import io
import struct
import warnings
import zlib
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms

from doc_service.pictures import (
    MAX_BYTES,
    MAX_SIDE,
    Picture,
    PictureError,
    decode_picture,
    read_picture,
)

RED, GREEN, BLUE, WHITE = (255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 255)
ORIENTATION, GPS, MAKE = 0x0112, 0x8825, 0x010F


def file_of(image: Image.Image, kind: str, **options: Any) -> bytes:
    held = io.BytesIO()
    image.save(held, kind, **options)
    return held.getvalue()


def flag(width: int = 60, height: int = 40) -> Image.Image:
    """Red on the left, blue on the right: one can see when it is turned."""
    image = Image.new("RGB", (width, height), RED)
    image.paste(BLUE, (width // 2, 0, width, height))
    return image


def opened(picture: Picture) -> Image.Image:
    return Image.open(io.BytesIO(picture.content))


def assert_colour(picture: Picture, at: tuple[int, int], colour: tuple[int, int, int]) -> None:
    seen = opened(picture).getpixel(at)
    assert all(abs(one - other) < 12 for one, other in zip(seen, colour, strict=True)), seen


def oriented(turn: int) -> Image.Exif:
    exif = Image.Exif()
    exif[ORIENTATION] = turn
    return exif


@pytest.mark.parametrize(
    ("kind", "embedded"),
    [
        ("JPEG", "jpg"),
        ("PNG", "png"),
        ("WEBP", "jpg"),
        ("BMP", "png"),
        ("TIFF", "jpg"),
        ("GIF", "png"),
    ],
)
def test_every_usual_format_can_be_embedded(kind: str, embedded: str) -> None:
    picture = read_picture(file_of(flag(), kind))
    assert (picture.format, picture.width, picture.height) == (embedded, 60, 40)
    image = opened(picture)
    assert (image.format, image.mode) == ({"jpg": "JPEG", "png": "PNG"}[embedded], "RGB")
    assert_colour(picture, (5, 20), RED)
    assert_colour(picture, (55, 20), BLUE)


def test_a_gif_that_moves_shows_its_first_picture() -> None:
    others = [Image.new("RGB", (60, 40), GREEN)]
    picture = read_picture(file_of(flag(), "GIF", save_all=True, append_images=others))
    assert_colour(picture, (5, 20), RED)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_a_picture_taken_sideways_stands_upright(kind: str) -> None:
    picture = read_picture(file_of(flag(), kind, exif=oriented(6)))
    assert (picture.width, picture.height) == (40, 60)
    assert opened(picture).size == (40, 60)
    assert_colour(picture, (20, 5), RED)
    assert_colour(picture, (20, 55), BLUE)


@pytest.mark.parametrize("turn", range(1, 9))
def test_every_orientation_brings_the_same_corner_back(turn: int) -> None:
    upright = flag()
    upright.paste(GREEN, (0, 0, 10, 10))
    back = {5: 5, 6: 8, 7: 7, 8: 6}.get(turn, turn)
    held = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_270,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_90,
    }.get(back)
    stored = upright.transpose(held) if held is not None else upright
    picture = read_picture(file_of(stored, "PNG", exif=oriented(turn)))
    assert opened(picture).tobytes() == upright.tobytes()


def test_a_cmyk_jpeg_keeps_its_colours() -> None:
    picture = read_picture(file_of(flag().convert("CMYK"), "JPEG"))
    assert opened(picture).mode == "RGB"
    assert_colour(picture, (5, 20), RED)
    assert_colour(picture, (55, 20), BLUE)


def test_a_16_bit_png_keeps_its_greys() -> None:
    ramp = struct.pack(">256H", *(value * 257 for value in range(256)))
    picture = read_picture(png_16_bit(256, ramp))
    greys = [opened(picture).getpixel((x, 0))[0] for x in range(256)]
    assert greys[0] == 0
    assert greys[-1] == 255
    assert all(0 <= after - before <= 1 for before, after in pairwise(greys))


def png_16_bit(width: int, row: bytes) -> bytes:
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", width, 1, 16, 0, 0, 0, 0))
        + chunk(b"IDAT", zlib.compress(b"\0" + row))
        + chunk(b"IEND", b"")
    )


def chunk(kind: bytes, data: bytes) -> bytes:
    checksum = zlib.crc32(kind + data)
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", checksum)


def test_a_16_bit_tiff_keeps_its_greys() -> None:
    image = Image.new("I;16", (4, 4), 0x8000)
    assert_colour(read_picture(file_of(image, "TIFF")), (1, 1), (128, 128, 128))


def test_a_picture_of_one_bit_is_black_and_white() -> None:
    image = Image.new("1", (8, 8), 1)
    image.putpixel((0, 0), 0)
    picture = read_picture(file_of(image, "PNG"))
    assert opened(picture).getpixel((0, 0)) == (0, 0, 0)
    assert opened(picture).getpixel((7, 7)) == WHITE


@pytest.mark.parametrize("kind", ["PNG", "GIF"])
def test_what_a_palette_leaves_transparent_is_white_paper(kind: str) -> None:
    image = Image.new("P", (20, 20), 0)
    image.putpalette([0, 0, 0, *RED])
    image.paste(1, (10, 0, 20, 20))
    picture = read_picture(file_of(image, kind, transparency=0))
    assert_colour(picture, (2, 2), WHITE)
    assert_colour(picture, (15, 2), RED)


@pytest.mark.parametrize(
    ("mode", "clear", "half"), [("RGBA", (9, 9, 9, 0), (0, 0, 0, 128)), ("LA", (9, 0), (0, 128))]
)
def test_what_is_see_through_lies_on_white_paper(mode: str, clear: Any, half: Any) -> None:
    image = Image.new(mode, (20, 20), clear)
    image.paste(half, (10, 0, 20, 20))
    picture = read_picture(file_of(image, "PNG"))
    assert opened(picture).mode == "RGB"
    assert_colour(picture, (2, 2), WHITE)
    assert_colour(picture, (15, 2), (127, 127, 127))


def test_colours_of_another_profile_come_out_as_people_saw_them() -> None:
    grey = Image.new("L", (8, 8), 128)
    rgb = Image.new("RGB", (8, 8), (128, 128, 128))
    other = ImageCms.ImageCmsProfile(ImageCms.createProfile("XYZ")).tobytes()
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    assert_colour(read_picture(file_of(rgb, "PNG", icc_profile=srgb)), (1, 1), (128, 128, 128))
    # a profile of another kind of picture, or none at all, is no reason to refuse the picture
    for wrong in (other, srgb, b"khong phai"):
        assert_colour(read_picture(file_of(grey, "PNG", icc_profile=wrong)), (1, 1), (128,) * 3)


def test_a_profile_with_red_and_blue_exchanged_is_applied() -> None:
    srgb = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    red, blue = srgb.index(b"rXYZ"), srgb.index(b"bXYZ")
    srgb[red : red + 4], srgb[blue : blue + 4] = b"bXYZ", b"rXYZ"
    picture = read_picture(file_of(flag(), "PNG", icc_profile=bytes(srgb)))
    assert_colour(picture, (5, 20), BLUE)
    assert_colour(picture, (55, 20), RED)


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_where_and_with_what_it_was_taken_stays_behind(kind: str) -> None:
    exif = oriented(1)
    exif[MAKE] = "May cua toi"
    exif[GPS] = {1: "N", 2: (21.0, 2.0, 0.0)}
    options: dict[str, Any] = {"exif": exif, "dpi": (300, 300)}
    options["icc_profile"] = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    if kind == "JPEG":
        options["comment"] = b"bi mat"
    content = file_of(flag(), kind, **options)
    assert b"Exif" in content or b"eXIf" in content
    picture = read_picture(content)
    image = opened(picture)
    assert dict(image.getexif()) == {}
    assert not {"icc_profile", "comment", "exif", "xmp"} & set(image.info)
    for trace in (b"Exif", b"eXIf", b"bi mat", b"iCCP", b"ICC_PROFILE"):
        assert trace not in picture.content


def test_a_picture_larger_than_paper_can_show_is_scaled_but_reported_as_sent() -> None:
    picture = read_picture(file_of(flag(3000, 1000), "PNG"))
    assert (picture.width, picture.height, picture.megapixels) == (3000, 1000, 3.0)
    assert picture.format == "jpg"
    assert opened(picture).size == (MAX_SIDE, 800)
    assert_colour(picture, (100, 400), RED)
    assert_colour(picture, (2300, 400), BLUE)


def test_a_sideways_jpeg_that_is_decoded_smaller_is_reported_as_sent() -> None:
    picture = read_picture(file_of(flag(6000, 600), "JPEG", exif=oriented(8)))
    assert (picture.width, picture.height) == (600, 6000)
    assert opened(picture).size == (240, MAX_SIDE)


def test_a_thread_of_a_picture_is_not_scaled_away() -> None:
    picture = read_picture(file_of(Image.new("RGB", (5000, 1), RED), "PNG"))
    assert opened(picture).size == (MAX_SIDE, 1)


def test_the_same_file_gives_the_same_bytes() -> None:
    content = file_of(flag(3000, 20), "WEBP")
    assert read_picture(content) == read_picture(content)


def test_a_header_that_claims_100000_by_100000_is_refused_undecoded() -> None:
    for side in (100_000, 9_000, 7_800):  # Pillow refuses, warns, says nothing
        header = chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0))
        pixel = chunk(b"IDAT", zlib.compress(b"\0" * 4)) + chunk(b"IEND", b"")
        with pytest.raises(PictureError, match="quá 60 triệu điểm ảnh; hãy thu nhỏ"):
            read_picture(b"\x89PNG\r\n\x1a\n" + header + pixel)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_a_file_that_was_not_sent_to_its_end_is_said_to_be_damaged(kind: str) -> None:
    content = file_of(Image.effect_noise((200, 200), 50), kind)
    with pytest.raises(PictureError, match="hỏng.*(?:JPEG)"):
        read_picture(content[: len(content) // 2])


@pytest.mark.parametrize(
    "content", [b"khong phai anh", b"%PDF-1.7", b"PK\x03\x04", b"<svg/>", b"\xff\xd8\xff", b"BM"]
)
def test_what_is_no_picture_is_said_to_be_none(content: bytes) -> None:
    with pytest.raises(PictureError, match="không phải ảnh.*hãy gửi ảnh JPEG hoặc PNG"):
        read_picture(content)


def test_postscript_is_never_run() -> None:
    with pytest.raises(PictureError, match="không phải ảnh"):
        read_picture(b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n%%EndComments\n")


@pytest.mark.parametrize("brand", [b"heic", b"heix", b"mif1", b"avif"])
def test_a_picture_of_an_iphone_is_to_be_saved_as_jpeg(brand: bytes) -> None:
    with pytest.raises(PictureError, match="HEIC.*hãy lưu ảnh lại thành JPEG"):
        read_picture(b"\0\0\0\x18ftyp" + brand + b"\0" * 40)


@pytest.mark.parametrize("mode", ["F", "LAB"])
def test_measurements_that_have_no_colours_are_refused(mode: str) -> None:
    with pytest.raises(PictureError, match=f"hệ màu không in được \\({mode}\\)"):
        read_picture(file_of(Image.new(mode, (4, 4)), "TIFF"))


def test_an_empty_file_is_said_to_be_empty() -> None:
    with pytest.raises(PictureError, match="trống; hãy chọn lại ảnh"):
        read_picture(b"")


def test_a_file_of_31_megabytes_is_too_heavy() -> None:
    whole = file_of(flag(), "JPEG")
    assert read_picture(whole.ljust(MAX_BYTES, b"\0")).width == 60
    with pytest.raises(PictureError, match="nặng 31,0 MB, quá mức 30 MB; hãy thu nhỏ"):
        read_picture(whole.ljust(31 * 2**20, b"\0"))
    with pytest.raises(PictureError, match="nặng 30,1 MB, quá mức 30 MB"):
        read_picture(whole.ljust(MAX_BYTES + 1, b"\0"))


SMALL = {kind: file_of(flag(24, 16), kind) for kind in ("JPEG", "PNG", "WEBP", "GIF", "TIFF")}


@given(
    st.sampled_from(sorted(SMALL)),
    st.lists(st.tuples(st.integers(0, 600), st.binary(min_size=1, max_size=4)), max_size=6),
    st.integers(0, 600),
)
def test_a_damaged_file_is_a_picture_or_a_sentence(kind: str, patches: Any, length: int) -> None:
    content = bytearray(SMALL[kind])
    for at, data in patches:
        at %= len(content)
        content[at : at + len(data)] = data
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what a decoder mutters goes to the log
        try:
            picture = read_picture(bytes(content[: max(length, 40)]))
        except PictureError as error:
            assert str(error).endswith(".")
        else:
            assert max(opened(picture).size) <= MAX_SIDE


@given(st.binary(min_size=1, max_size=300))
def test_a_file_comes_back_from_base64_however_it_is_wrapped(content: bytes) -> None:
    plain = base64.b64encode(content).decode()
    for text in (
        plain,
        base64.encodebytes(content).decode(),
        f"data:image/jpeg;base64,{plain}",
        f" data:image/png;name=anh.png;base64,\r\n{plain}\n",
    ):
        assert decode_picture(text) == content


@pytest.mark.parametrize(
    "text",
    ["ảnh", "a", "data:image/png,%89PNG", "data:text/html;base64,QQ==", "https://a.vn/b.jpg"],
)
def test_a_text_that_carries_no_picture_is_refused(text: str) -> None:
    with pytest.raises(PictureError, match="không phải chuỗi base64.*hãy chọn lại ảnh"):
        decode_picture(text)


@pytest.mark.parametrize("text", ["", "  \n", "data:image/png;base64,"])
def test_a_text_that_carries_nothing_is_said_to_be_empty(text: str) -> None:
    with pytest.raises(PictureError, match="trống"):
        decode_picture(text)


def test_a_text_longer_than_any_picture_is_refused_undecoded() -> None:
    with pytest.raises(PictureError, match="quá mức 30 MB"):
        decode_picture("A" * (2 * MAX_BYTES + 1))

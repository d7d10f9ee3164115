"""Pictures, films and sounds say nothing unasked; what cannot be cleaned is refused."""

import io
import struct
import zlib

import pytest
from PIL import Image, ImageOps

from chungtay.carriers.media import cleaning
from chungtay.carriers.media.cleaning import MOST_PIXELS, Unclean, clean
from chungtay.carriers.tests.media_host import FILM, SECRET, SPEECH, box, photo


@pytest.mark.parametrize("form,mode", [("JPEG", "RGB"), ("PNG", "RGBA"), ("WEBP", "RGB"),
                                       ("GIF", "P"), ("JPEG", "L"), ("JPEG", "CMYK")])  # fmt: skip
def test_a_picture_is_drawn_anew_and_tells_nothing(form, mode):
    cleaned = clean(photo(form=form, mode=mode))
    assert SECRET not in cleaned.data and b"Telephone" not in cleaned.data
    with Image.open(io.BytesIO(cleaned.data)) as image:
        assert not image.getexif() and image.size == (640, 480) and "comment" not in image.info
    assert cleaned.media_type in {"image/jpeg", "image/png"}


def test_a_large_picture_is_made_small_enough_for_a_page():
    with Image.open(io.BytesIO(clean(photo((4000, 3000))).data)) as image:
        assert image.size == (2048, 1536)


def test_a_large_picture_is_made_small_before_it_is_turned(monkeypatch):
    """A turned copy of forty million pixels is what a small server has no room for."""
    turned, turn = [], ImageOps.exif_transpose
    monkeypatch.setattr(
        cleaning.ImageOps, "exif_transpose", lambda im: turned.append(im.size) or turn(im)
    )
    on_its_side = Image.Exif()
    on_its_side[0x0112] = 6
    out = io.BytesIO()
    Image.new("RGB", (4000, 3000)).save(out, "PNG", exif=on_its_side)
    with Image.open(io.BytesIO(clean(out.getvalue()).data)) as image:
        assert image.size == (1536, 2048)
    assert turned == [(2048, 1536)]


def bomb() -> bytes:
    """A PNG of a few kilobytes that says it is 60,000 pixels wide and high."""

    def chunk(kind, data):
        crc = zlib.crc32(kind + data)
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", crc)

    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 0, 0, 0, 0)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head)
            + chunk(b"IDAT", zlib.compress(bytes(1_000_000))) + chunk(b"IEND", b""))  # fmt: skip


@pytest.mark.parametrize(
    "data,code",
    [(bomb(), "bomb"), (photo()[:400], "broken"), (b"%PDF-1.7 x", "hidden"),
     (b"PK\x03\x04 docx", "hidden"), (b"\xd0\xcf\x11\xe0 doc", "hidden"),
     (b"\xff<html><script>", "type"), (b"", "type"), (b"MZ\x90\x00", "type"),
     (b"#!AMR\n", "broken"), (SPEECH + b"\x3c", "broken"), (FILM[:-3], "broken"),
     (box(b"ftyp", b"isom"), "broken"), (box(b"ftyp", b"heic") + FILM[20:], "broken"),
     (b"\x00\x00\x00\x08ftyp" * 3, "broken"), (b"<svg onload=x>\x00", "type")],
)  # fmt: skip
def test_what_cannot_be_cleaned_is_refused_by_a_word(data, code):
    with pytest.raises(Unclean) as no:
        clean(data)
    assert no.value.code == code


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_opened():
    wide = 60_000
    assert wide**2 > MOST_PIXELS


def test_films_keep_every_offset_and_lose_what_they_tell():
    cleaned = clean(FILM)
    assert cleaned.media_type == "video/mp4" and len(cleaned.data) == len(FILM)
    assert SECRET not in cleaned.data and b"udta" not in cleaned.data
    assert cleaned.data.index(b"mdat") == FILM.index(b"mdat")


def test_speech_and_text_are_kept_as_they_are():
    assert clean(SPEECH).data == SPEECH and clean(SPEECH).media_type == "audio/amr"
    assert clean("tên,số\nMận,1\n".encode()).media_type == "text/plain; charset=utf-8"

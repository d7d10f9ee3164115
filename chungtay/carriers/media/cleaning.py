"""What an attachment is, by its bytes alone, and the same without what it says unasked. Pure.

Pictures are drawn anew: place, telephone and whatever else hid in the file are gone with it. Sound
of telephones (AMR) and plain text have nowhere to hide anything; of films and sounds in MP4 boxes
the boxes that tell where and with what they were made are emptied. All else is refused, in words.
"""

import io
import struct
import warnings
from collections.abc import Iterator
from dataclasses import dataclass

from PIL import Image, ImageOps, UnidentifiedImageError

MOST_PIXELS = 40_000_000
"""A picture that opens into more is a bomb; telephones take 12 to 50 million, so this is one of
those at most."""
LONGEST_SIDE = 2048
FORMATS = ("JPEG", "PNG", "GIF", "WEBP")
_CONTAINERS = frozenset({b"moov", b"trak", b"mdia", b"minf", b"stbl", b"edts", b"dinf", b"mvex"})
_TELLING = frozenset({b"udta", b"meta", b"uuid", b"\xa9xyz", b"loci"})
_AMR_FRAMES = (13, 14, 16, 18, 20, 21, 27, 32, 6, 1, 1, 1, 1, 1, 1, 1)
_AMR = b"#!AMR\n"
_PRIVATE = (b"\xd0\xcf\x11\xe0", b"%PDF", b"PK\x03\x04")
"""Office documents, PDF, archives: they carry names and dates that we cannot take out for sure."""


class Unclean(Exception):
    """`code` says why it is not kept (`refusals` has the words)."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Clean:
    media_type: str
    extension: str
    data: bytes


def clean(data: bytes) -> Clean:
    """Raises `Unclean`. What the sender or a header called it is not asked."""
    if data.startswith(_AMR):
        return Clean("audio/amr", "amr", _amr(data))
    if data[4:8] == b"ftyp":
        return _boxes(data)
    if data.startswith(_PRIVATE):
        raise Unclean("hidden")
    if _is_text(data):
        return Clean("text/plain; charset=utf-8", "txt", data)
    return _picture(data)


def _picture(data: bytes) -> Clean:
    """Drawn anew from its pixels, upright, as large as a page needs; the first of its frames."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=FORMATS) as opened:
                if opened.width * opened.height > MOST_PIXELS:
                    raise Unclean("bomb")
                opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
                # Made small before it is turned: turning copies every pixel that is left.
                opened.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
                drawn = _fresh(ImageOps.exif_transpose(opened))
    except Unclean:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise Unclean("bomb") from error
    except UnidentifiedImageError as error:
        raise Unclean("type") from error
    except (OSError, SyntaxError, ValueError, EOFError, struct.error, MemoryError) as error:
        raise Unclean("broken") from error
    out = io.BytesIO()
    if drawn.mode == "RGBA":
        drawn.save(out, "PNG", optimize=False)
        return Clean("image/png", "png", out.getvalue())
    drawn.save(out, "JPEG", quality=85)
    return Clean("image/jpeg", "jpg", out.getvalue())


def _fresh(image: Image.Image) -> Image.Image:
    """The pixels in a new picture, so that nothing else of the old one comes along."""
    seen_through = image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info
    pixels = image.convert("RGBA" if seen_through else "RGB")
    fresh = Image.new(pixels.mode, pixels.size)
    fresh.paste(pixels)
    return fresh


def _amr(data: bytes) -> bytes:
    """Frames of speech and nothing else: the file is read from frame to frame to its end."""
    at = len(_AMR)
    while at < len(data):
        at += _AMR_FRAMES[data[at] >> 3 & 15]
    if at != len(data) or at == len(_AMR):
        raise Unclean("broken")
    return data


def _boxes(data: bytes) -> Clean:
    """The same film with the boxes that tell of it turned to empty space, so that every offset in
    it stays right."""
    brand = data[8:12]
    cleaned = bytearray(data)
    for start, head, end in _every_box(data, 0, len(data), 0):
        if data[start + 4 : start + 8] in _TELLING:
            cleaned[start + 4 : start + 8] = b"free"
            cleaned[start + head : end] = bytes(end - start - head)
    if not any(data[start + 4 : start + 8] == b"moov" for start, _h, _e in
               _every_box(data, 0, len(data), 0)):  # fmt: skip
        raise Unclean("broken")
    if brand.startswith(b"M4A"):
        return Clean("audio/mp4", "m4a", bytes(cleaned))
    if brand.startswith((b"3gp", b"3g2")):
        return Clean("video/3gpp", "3gp", bytes(cleaned))
    if brand.startswith((b"iso", b"mp4", b"avc1", b"M4V")):
        return Clean("video/mp4", "mp4", bytes(cleaned))
    raise Unclean("type")


def _every_box(data: bytes, at: int, end: int, depth: int) -> Iterator[tuple[int, int, int]]:
    """(start, length of its head, end) of each box, those inside others too."""
    while at < end:
        if end - at < 8 or depth > 8:
            raise Unclean("broken")
        (size,) = struct.unpack_from(">I", data, at)
        head = 8
        if size == 1:
            if end - at < 16:
                raise Unclean("broken")
            (size,) = struct.unpack_from(">Q", data, at + 8)
            head = 16
        elif size == 0:
            size = end - at
        if size < head or at + size > end:
            raise Unclean("broken")
        yield at, head, at + size
        if data[at + 4 : at + 8] in _CONTAINERS:
            yield from _every_box(data, at + head, at + size, depth + 1)
        at += size


def _is_text(data: bytes) -> bool:
    if not data or b"\x00" in data:
        return False
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return all(c.isprintable() or c in "\r\n\t\ufeff" for c in text)

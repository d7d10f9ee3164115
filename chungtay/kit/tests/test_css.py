"""The committed stylesheet is what its source gives; its colours and fonts keep their promises."""

import gzip
import re

import pytest
from django.conf import settings

from chungtay.command import css

STATIC = settings.PACKAGE / "kit/static/kit"
SOURCE = (css.KIT / "css/chungtay.css").read_text(encoding="utf-8")
COLOURS = dict(re.findall(r"--color-(\w+): (#[0-9a-f]{6});", SOURCE))
WHITE = "#ffffff"
LETTERS = (
    "aàáạảãăằắặẳẵâầấậẩẫbcdđeèéẹẻẽêềếệểễghiìíịỉĩklmnoòóọỏõôồốộổỗơờớợởỡpqrstuùúụủũưừứựửữvxyỳýỵỷỹ"
)
SIGNS = "0123456789.,:;·–−+%/()“”‘’…?&×₫\u00a0"


def light(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    shares = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_the_committed_stylesheet_is_what_the_source_gives():
    assert css.TARGET.read_text(encoding="utf-8") == css.compiled(), (
        "python -m chungtay.command.css"
    )


def test_the_stylesheet_stays_small():
    assert len(gzip.compress(css.TARGET.read_bytes())) < 14_000


def test_everything_the_stylesheet_points_to_is_committed():
    named = re.findall(r'url\("?([^")]+)"?\)', css.TARGET.read_text(encoding="utf-8"))
    assert named and all((STATIC / name).is_file() for name in named)


@pytest.mark.parametrize(
    "text",
    [
        "muc",
        "muc2",
        "muc3",
        "vit",
        "vitdam",
        "son",
        "sondam",
        "nghe",
        "nghedam",
        "la",
        "cham",
        "man",
    ],
)
def test_text_is_readable_on_white_and_on_paper(text):
    assert contrast(COLOURS[text], WHITE) >= 4.5
    assert contrast(COLOURS[text], COLOURS["giay"]) >= 4.5


@pytest.mark.parametrize("name", ["vit", "son", "nghe", "la", "cham", "man"])
def test_a_colour_is_readable_on_its_own_tint(name):
    assert contrast(COLOURS[name], COLOURS[f"{name}nhat"]) >= 5.9


def test_borders_of_controls_are_seen():
    for ground in (WHITE, COLOURS["giay"], COLOURS["giay2"]):
        assert contrast(COLOURS["vien"], ground) >= 3


@pytest.mark.parametrize("weight", [400, 500, 600, 700])
def test_the_fonts_write_vietnamese(weight):
    ttlib = pytest.importorskip("fontTools.ttLib")
    known = set()
    for part in ("latin", "vietnamese"):
        known |= set(
            ttlib.TTFont(STATIC / f"fonts/be-vietnam-pro-{part}-{weight}.woff2").getBestCmap()
        )
    assert {c for c in LETTERS + LETTERS.upper() + SIGNS if ord(c) not in known} == set()


@pytest.mark.parametrize("weight", [400, 500, 600, 700])
def test_digits_of_columns_have_one_width(weight):
    ttlib = pytest.importorskip("fontTools.ttLib")
    font = ttlib.TTFont(STATIC / f"fonts/chung-tay-so-{weight}.woff2")
    names = font.getBestCmap()
    assert len({font["hmtx"][names[ord(d)]][0] for d in "0123456789"}) == 1
    assert (STATIC / f"fonts/chung-tay-so-{weight}.woff2").stat().st_size < 4_000


def test_what_came_from_others_bears_its_licence():
    licences = ["fonts/OFL.txt", "icons.LICENSE.txt", "htmx.LICENSE.txt"]
    assert all((STATIC / name).stat().st_size > 300 for name in licences)
    assert (css.KIT / "tests/assets/axe.LICENSE.txt").stat().st_size > 300


def test_htmx_is_the_one_that_django_htmx_ships():
    import django_htmx

    shipped = next(iter(django_htmx.__path__)) + "/static/django_htmx/htmx-2.min.js"
    with open(shipped, "rb") as handle:
        assert handle.read() == (STATIC / "htmx.min.js").read_bytes()

"""Make “Chung Tay So”: the ten digits of Be Vietnam Pro, all of one width.

The font has no tabular figures, so a column of numbers would not line up. Run once per new
release of the font, from the repository's root (`python -m chungtay.kit.css.tabular_digits`);
the result is committed. The Open Font Licence asks a changed font to bear a name of its own.
"""

from pathlib import Path
from typing import Any

from fontTools import subset  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

FONTS = Path(__file__).resolve().parent.parent / "static/kit/fonts"
WEIGHTS = (400, 500, 600, 700)
ADVANCE = 644  # font units of 1,000 per em: the widest digit and a little air
WIDEST = 588  # a broader glyph is condensed to this, so that neighbours never touch
KEPT_NAMES = [0, 13, 14]  # copyright, licence, licence address


def only_digits(path: Path) -> TTFont:
    font = TTFont(path)
    options = subset.Options(layout_features=[], name_IDs=KEPT_NAMES, notdef_outline=True)
    cutter = subset.Subsetter(options)
    cutter.populate(text="0123456789")
    cutter.subset(font)
    return font


def centre(font: TTFont, glyph_name: str) -> None:
    """Give one digit the common advance and put its ink in the middle of it."""
    table: Any = font["glyf"]
    glyph = table[glyph_name]
    ink = glyph.xMax - glyph.xMin
    if ink > WIDEST:
        glyph.coordinates.scale((WIDEST / ink, 1))
        glyph.recalcBounds(table)
        ink = glyph.xMax - glyph.xMin
    glyph.coordinates.translate(((ADVANCE - ink) // 2 - glyph.xMin, 0))
    glyph.recalcBounds(table)
    font["hmtx"][glyph_name] = (ADVANCE, glyph.xMin)


def make(weight: int) -> Path:
    font = only_digits(FONTS / f"be-vietnam-pro-latin-{weight}.woff2")
    names: Any = font.getBestCmap()
    for digit in "0123456789":
        centre(font, names[ord(digit)])
    for number, text in (
        (1, "Chung Tay So"),
        (2, "Regular"),
        (4, f"Chung Tay So {weight}"),
        (6, f"ChungTaySo-{weight}"),
    ):
        font["name"].setName(text, number, 3, 1, 0x409)
    font.flavor = "woff2"
    target = FONTS / f"chung-tay-so-{weight}.woff2"
    font.save(target, reorderTables=False)
    return target


if __name__ == "__main__":
    for weight in WEIGHTS:
        made = make(weight)
        print(made.name, made.stat().st_size)

"""Gather the icons named in icons.txt into one file, `static/kit/icons.svg`.

Run as `python -m chungtay.kit.css.sprite FOLDER`, where FOLDER holds the icons of the npm package
`lucide-static`, one SVG a name. Stroke width and colour stay out of the symbols: the page's
stylesheet gives them, so an icon takes the colour of the words beside it.
"""

import re
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
SPRITE = HERE.parent / "static/kit/icons.svg"
NOTE = "Icons by Lucide, ISC licence: see icons.LICENSE.txt"


def names() -> list[str]:
    return (HERE / "icons.txt").read_text(encoding="utf-8").split()


def symbol(name: str, svg: str) -> str:
    body = re.search(r"<svg[^>]*>(.*)</svg>", svg, re.DOTALL)
    if body is None:
        raise SystemExit(f"{name}: not an SVG")
    shapes = re.sub(r"\s*\n\s*", "", body.group(1)).replace(" />", "/>")
    return f'<symbol id="{name}" viewBox="0 0 24 24">{shapes}</symbol>'


def build(folder: Path) -> str:
    symbols = [symbol(n, (folder / f"{n}.svg").read_text(encoding="utf-8")) for n in names()]
    head = f'<svg xmlns="http://www.w3.org/2000/svg"><!-- {NOTE} -->'
    return "\n".join([head, *symbols, "</svg>"]) + "\n"


if __name__ == "__main__":
    SPRITE.write_text(build(Path(sys.argv[1])), encoding="utf-8")
    print(f"{len(names())} icons, {SPRITE.stat().st_size} bytes")

"""Papers as PDF, set by typst from a template of the app that prints them.

A template reads what it is given as `sys.inputs`, always text. Fonts are those we ship and no
others, so that a sheet looks the same wherever it is made (docs/decisions/0025-papers.md).
"""

from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

import typst

FONTS = Path(str(files("fontpkg_be_vietnam_pro"))) / "files"


def pdf(template: Path, told: Mapping[str, str]) -> bytes:
    """The sheets of `template`, with what it is told."""
    made = typst.compile(
        template, sys_inputs=dict(told), font_paths=[FONTS], ignore_system_fonts=True
    )
    assert isinstance(made, bytes)  # one file, whatever the number of its pages
    return made

"""Blood groups as bits: A=1, B=2, D (Rh positive)=4. Components as what a donor gives."""

import re
import unicodedata
from enum import IntEnum, StrEnum

A, B, D = 1, 2, 4
ABO = A | B


class Group(IntEnum):
    """A group is the set of its antigens: AB+ has all three, O− none."""

    O_NEG, A_NEG, B_NEG, AB_NEG, O_POS, A_POS, B_POS, AB_POS = range(8)

    @property
    def abo(self) -> int:
        return self & ABO

    @property
    def positive(self) -> bool:
        return bool(self & D)

    @property
    def written(self) -> str:
        """As on a card, with a real minus sign: "AB−"."""
        letters = ("A" if self & A else "") + ("B" if self & B else "")
        return (letters or "O") + ("+" if self.positive else "\u2212")


class Component(StrEnum):
    """What may be transfused. A donor gives WHOLE, PLATELETS or PLASMA; RED_CELLS come of WHOLE."""

    WHOLE = "whole"
    PLATELETS = "platelets"
    PLASMA = "plasma"
    RED_CELLS = "red_cells"

    @property
    def rule_word(self) -> str:
        """As the codes of rules call it: "blood.gap.whole_blood.platelets"."""
        return "whole_blood" if self is Component.WHOLE else self.value


class Cells(StrEnum):
    """What is given for one patient by arrangement and never called for; yet it counts as the last
    gift. Kept out of `Component`, whose members may be called for."""

    GRANULOCYTES = "granulocytes"
    STEM_CELLS = "stem_cells"

    @property
    def rule_word(self) -> str:
        return self.value


type Kind = Component | Cells
"""Whatever somebody may have given."""


GIVEN = (Component.WHOLE, Component.PLATELETS, Component.PLASMA)

_NOISE = re.compile(r"RH\s*\(?\s*D?\s*\)?|NHOM|MAU|LOAI|TINH|[()\s.,:;/_]")
_SIGNS = str.maketrans({"\u2212": "-", "\u2013": "-", "\u2014": "-", "\uff0b": "+", "0": "O"})
_GROUP = re.compile(r"([+-]?)(AB|A|B|O)([+-]?)")


def parse(text: str) -> tuple[Group, bool] | None:
    """The group, and whether its Rh was said; None if it is none.

    "B", "nhóm B" count as B+: 99,9 % of the country is Rh positive, and a positive donor is asked
    for positive patients only, so a wrong guess never harms a patient (blood.md 1).
    """
    plain = unicodedata.normalize("NFKD", text.strip()).upper()
    plain = "".join(c for c in plain if not unicodedata.combining(c)).replace(chr(0x110), "D")
    plain = re.sub(r"\bDUONG\b|\bPOS(ITIVE)?\b", "+", plain.translate(_SIGNS))
    plain = re.sub(r"\bAM\b|\bNEG(ATIVE)?\b", "-", plain)
    found = _GROUP.fullmatch(_NOISE.sub("", plain))
    if found is None or (found[1] and found[3]):
        return None
    sign = found[1] or found[3]
    bits = (A if "A" in found[2] else 0) | (B if "B" in found[2] else 0)
    return Group(bits | (0 if sign == "-" else D)), bool(sign)

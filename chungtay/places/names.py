"""Takes an address apart as people write it: "p. hoa thuan dong, q hai chau, tp. da nang"."""

import re
from dataclasses import dataclass

from chungtay.kit.vietnamese import fold
from chungtay.places.data.types import OF_KIND, WRITTEN

TYPES = WRITTEN
ABOVE = {
    word for word, kind in TYPES.items() if kind in {*OF_KIND["province"], *OF_KIND["district"]}
}
"""Words that say a district or province follows."""
LONGEST_NAME = 7
"""Words of the longest name searched for ("Phường Văn Miếu Quốc Tử Giám")."""


@dataclass(frozen=True, slots=True)
class Part:
    """One level of an address: its type, if it was written, and its folded name without it."""

    type: str | None
    name: str

    @property
    def spellings(self) -> set[str]:
        """As the name stands folded in the table: "5" with "phường" is there as "phuong 5"."""
        if self.type is None:
            return {self.name}
        if self.name.isdigit():
            return {f"{fold(self.type)} {int(self.name)}"}
        return {self.name, f"{fold(self.type)} {self.name}"}


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to understand a text: the unit looked for, and what it lies in, from below up.
    `rest` are words after the name that no comma or type sets apart."""

    unit: Part
    above: tuple[Part, ...] = ()
    rest: str = ""


def read(text: str) -> list[Reading]:
    """Ways to understand an address, likeliest first; none for a text without letters."""
    levels = [fold(_spread(piece)) for piece in re.split(r"[,;/\n|]|\s[-–]\s", text)]
    levels = [level for level in levels if level]
    if not levels:
        return []
    readings: list[Reading] = []
    above = tuple(_part(level) for level in levels[1:])
    for first, more in _by_type_words(levels[0]):
        readings += _by_length(first, (*more, *above))
    return list(dict.fromkeys(readings))


def _spread(text: str) -> str:
    """ "P.5 Q3" → "P 5 Q 3"; "tp.hcm" → "tp hcm"."""
    text = re.sub(r"\b(tp|tx|tt|dk|[pqfxh])\.", r"\1 ", text, flags=re.I)
    return re.sub(r"\b([pqf])(\d+)\b", r"\1 \2", text, flags=re.I)


def _part(words: str) -> Part:
    pieces = words.split(" ")
    for count in (3, 2, 1):
        kind = TYPES.get(" ".join(pieces[:count]))
        if kind and len(pieces) > count:
            return Part(kind, " ".join(pieces[count:]))
    return Part(None, words)


def _by_type_words(level: str) -> list[tuple[str, tuple[Part, ...]]]:
    """ "phuong 5 quan 3" → ("phuong 5", [quận 3]); and the whole as one name, for "Tam Quan"."""
    words = level.split(" ")
    cuts, at = [0], 1
    # Below a group may stand its ward; above a ward only districts and provinces follow.
    group = _part(level).type in OF_KIND["group"]
    while at < len(words):
        for count in (3, 2, 1):
            word = " ".join(words[at : at + count])
            named = at - cuts[-1] > _type_words(words, cuts[-1])
            if (word in ABOVE or (group and word in TYPES)) and at + count < len(words) and named:
                cuts.append(at)
                at += count - 1
                break
        at += 1
    pieces = [" ".join(words[a:b]) for a, b in zip(cuts, [*cuts[1:], None], strict=True)]
    whole: list[tuple[str, tuple[Part, ...]]] = [(level, ())]
    if len(pieces) == 1:
        return whole
    return [(pieces[0], tuple(_part(piece) for piece in pieces[1:])), *whole]


def _type_words(words: list[str], at: int) -> int:
    """How many words from `at` only say a type."""
    return next((n for n in (3, 2, 1) if " ".join(words[at : at + n]) in TYPES), 0)


def _by_length(level: str, above: tuple[Part, ...]) -> list[Reading]:
    """The whole level as a name, then shorter ones: "hoa thuan dong da nang" holds its city too.
    Names that begin with a type word ("Quan Hoa", "Xa Dung") are tried as they stand as well."""
    typed, readings = _part(level), []
    for part in dict.fromkeys((typed, Part(None, level))):
        words = part.name.split(" ")
        for size in range(min(len(words), LONGEST_NAME), 0, -1):
            rest = " ".join(words[size:])
            readings.append(Reading(Part(part.type, " ".join(words[:size])), above, rest))
    return sorted(readings, key=lambda r: len(r.rest))

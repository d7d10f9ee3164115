"""A list of residential groups as a ward pastes it: numbered, out of a workbook, written anyhow."""

import re
from collections.abc import Collection
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from chungtay.access.data.groups import ALSO, BETWEEN, PEOPLE
from chungtay.kit.vietnamese import fold
from chungtay.places.data.types import OF_KIND
from chungtay.places.models import full_name
from chungtay.places.names import TYPES

BEGINNINGS = {
    written: kind for written, kind in {**TYPES, **ALSO}.items() if kind in OF_KIND["group"]
}
"""How the type of a group is written, folded: "to dan pho" is a "to" with its accent."""
LONGEST = 80
MOST = 500
"""Lines of one list; no commune has as many groups."""
NUMBERING = re.compile(r"^\s*(?:[-–•*·]\s+|\d{1,4}\s*[.)/]\s*)")
RANGE = re.compile(rf"\d\s*(?:{BETWEEN})\s*\d", re.I)


@dataclass(frozen=True, slots=True)
class Group:
    """One group as it would be named: "Tổ 36" of type "tổ", "Đông" of type "thôn"."""

    written: str
    type: str
    name: str

    @property
    def said(self) -> str:
        """ "Thôn Đông"."""
        return full_name(self.type, self.name)

    @property
    def key(self) -> str:
        """Two groups of a commune with the same key are the same."""
        return fold(self.name)


@dataclass(slots=True)
class Preview:
    """What a pasted list would do: groups to be made, those there already, lines nobody can read
    surely, each with its reason."""

    new: list[Group] = field(default_factory=list)
    there: list[Group] = field(default_factory=list)
    unclear: list[tuple[str, str]] = field(default_factory=list)


def preview(text: str, taken: Collection[str]) -> Preview:
    """Read a pasted list; `taken` are the keys of the groups the commune has."""
    seen, found = set(taken), Preview()
    first_met: set[str] = set()
    lines = [line for line in text.splitlines() if line.strip()]
    for line in lines[:MOST]:
        written = _cell(line)
        problem = _problem(written)
        group = read(written)
        if problem:
            found.unclear.append((line.strip(), problem))
        elif group.key in first_met:
            found.unclear.append((line.strip(), _("đã ghi ở một dòng trên")))
        elif group.key in seen:
            found.there.append(group)
        else:
            found.new.append(group)
        first_met.add(group.key)
    found.unclear += [(line.strip(), _("danh sách quá dài, chia làm hai")) for line in lines[MOST:]]
    return found


def read(written: str) -> Group:
    """Take type and name apart: "Tổ dân phố số 36" → "Tổ 36", "Thôn Đông" → the village Đông."""
    words = written.split()
    for length in (3, 2, 1):
        kind = BEGINNINGS.get(fold(" ".join(words[:length])))
        rest = words[length:]
        if kind is None or not rest:
            continue
        if len(rest) > 1 and fold(rest[0]) == "so" and rest[1][:1].isdigit():
            rest = rest[1:]
        name = " ".join(rest)
        if name.isdigit():
            # A number alone is no name: the group is called with its type. "Tổ 05" is "Tổ 5".
            name = f"{kind.capitalize()} {int(name)}"
        return Group(written, kind, name)
    return Group(written, TYPES["to"], " ".join(words))


def _cell(line: str) -> str:
    """The part of a line that names the group: of cells, the one that begins with a type."""
    cells = [" ".join(NUMBERING.sub("", cell).split()) for cell in line.split("\t")]
    named = [cell for cell in cells if _begins_with_a_type(cell)]
    return named[0] if named else next((c for c in cells if c), "")


def _begins_with_a_type(text: str) -> bool:
    """A type and something after it; "Tổ dân phố" alone, or "Tổ trưởng", titles a column."""
    words = text.split()
    begins = any(fold(" ".join(words[:n])) in BEGINNINGS for n in (1, 2, 3) if len(words) > n)
    return begins and fold(text) not in BEGINNINGS and not text.lower().startswith(PEOPLE)


def _problem(written: str) -> str:
    """Why this line is not surely one group; "" if it is."""
    if len(written) > LONGEST:
        return _("dài quá 80 chữ")
    if not any(c.isalpha() for c in written):
        return _("chỉ có số: ghi “Tổ 36” hay “Thôn 36”")
    if RANGE.search(written):
        return _("có vẻ gồm nhiều tổ: ghi mỗi tổ một dòng")
    if not _begins_with_a_type(written):
        return _("không thấy chữ tổ, thôn, khu phố… đứng đầu")
    return ""

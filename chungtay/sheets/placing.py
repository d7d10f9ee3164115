"""Where somebody lives, from what a list says: communes of one province, groups of one commune,
both by free spelling."""

import re
from collections.abc import Iterable
from functools import cache

from django.utils.translation import gettext_lazy as _

from chungtay.kit.errors import Refused
from chungtay.kit.vietnamese import fold
from chungtay.places.lookup import Found, find
from chungtay.places.models import Place
from chungtay.sheets.data.headings import TYPE_WORDS

OF_OLD = re.compile(r"\(\s*c\w\s*\)", re.IGNORECASE)
"""People add "(old)" in Vietnamese to a name that has gone; the look-up knows old names anyway."""


NAMED = re.compile(
    r"\b((?:to|tdp|thon|ap|ban|khom|lang|buon|khu pho|kp|khoi|khu dan cu)(?: dan pho)?(?: so)?"
    r" (?:[0-9]+[a-z]?|[a-z]+))\b"
)
"""A residential group named within other words, folded."""


class NotPlaced(Refused):
    code = "place.not_found"


class Placer:
    """Finds communes of one province by free spelling; each spelling is looked up once."""

    def __init__(self, province: Place) -> None:
        self.province = province
        self.place_id = cache(self._place_id)

    def _place_id(self, text: str) -> int:
        """The commune of today that `text` means; raises NotPlaced with the reason."""
        name = " ".join(OF_OLD.sub("", text).split())
        for asked in (name, f"{name}, {self.province.name}"):
            here = [f for f in find(asked) if self._commune(f)]
            sure = [f for f in here if f.sure]
            if sure:
                return self._only(sure, name)
        if here:
            likely = self._commune(here[0])
            raise NotPlaced(
                _("Chưa rõ “%(text)s” là phường, xã nào. Có phải %(name)s?")
                % {"text": name[:60], "name": likely.full_name if likely else ""}
            )
        raise NotPlaced(
            _("Không thấy “%(text)s” trong %(province)s.")
            % {"text": name[:60], "province": self.province.full_name}
        )

    def _commune(self, found: Found) -> Place | None:
        """What it is today; of a divided unit the one to assume when nothing closer is known."""
        if found.place.kind not in {Place.Kind.COMMUNE, Place.Kind.GROUP}:
            return None
        today = [p for p in found.today if p.province_id == self.province.pk]
        return today[0] if today else None

    def _only(self, found: list[Found], name: str) -> int:
        communes = {c.pk: c for f in found if (c := self._commune(f))}
        standing = {c.pk for f in found if (c := self._commune(f)) and f.place.valid_to is None}
        if len(communes) > 1 and len(standing) != 1:
            names = ", ".join(sorted(c.full_name for c in communes.values()))
            raise NotPlaced(
                _("“%(text)s” có thể là %(names)s. Ghi rõ hơn.")
                % {"text": name[:60], "names": names},
                code="place.ambiguous",
            )
        return standing.pop() if len(standing) == 1 else next(iter(communes))


class Groups:
    """Residential groups of one commune, as lists write them: "Tổ 36", "36", "to 36", "TDP số 36".

    `of_cell` finds the group a cell speaks of; `in_text` the one a title or an address names.
    """

    def __init__(self, groups: Iterable[Place], ward: Place) -> None:
        self.ward = ward
        self.by_name: dict[str, list[Place]] = {}
        self.name_of: dict[int, str] = {}
        for group in groups:
            self.name_of[group.pk] = group.full_name
            self.by_name.setdefault(_bare(group.full_name), []).append(group)
        self.of_cell = cache(self._of_cell)
        self.in_text = cache(self._in_text)
        self.bare = cache(_bare)

    def _of_cell(self, text: str) -> int:
        """Raises NotPlaced with the reason."""
        said = re.split(r"[,;(]| - ", text)[0]
        found = self.by_name.get(_bare(said), [])
        typed = [g for g in found if fold(said).startswith(fold(g.type))]
        if len(typed or found) == 1:
            return (typed or found)[0].pk
        if found:
            names = ", ".join(g.full_name for g in found)
            raise NotPlaced(
                _("“%(text)s” có thể là %(names)s. Ghi rõ hơn.")
                % {"text": text[:60], "names": names},
                code="place.ambiguous",
            )
        if fold(said) in {fold(self.ward.full_name), fold(self.ward.name)}:
            return self.ward.pk
        raise NotPlaced(
            _("%(place)s chưa có tổ dân phố nào tên “%(text)s”.")
            % {"text": text[:60], "place": self.ward.full_name},
            code="group.not_found",
        )

    def _in_text(self, text: str) -> int | None:
        """The one group that words name: "DANH SÁCH NHÂN KHẨU TỔ 36, PHƯỜNG…"; else None."""
        named = NAMED.findall(fold(text))
        found = {g.pk for name in named for g in self.by_name.get(_bare(name), [])}
        return found.pop() if len(found) == 1 else None


def _bare(text: str) -> str:
    """What is left of a group's name without its type and leading zeros: "36", "dong"."""
    words = re.sub(r"([a-z])([0-9])", r"\1 \2", fold(text)).split()
    rest = [word for word in words if word not in TYPE_WORDS] or words
    return " ".join(word.lstrip("0") or word for word in rest)

"""Where somebody lives, from what a list says: communes of one province by free spelling."""

import re
from functools import cache

from django.utils.translation import gettext_lazy as _

from chungtay.kit.errors import Refused
from chungtay.places.lookup import Found, find
from chungtay.places.models import Place

OF_OLD = re.compile(r"\(\s*c\w\s*\)", re.IGNORECASE)
"""People add "(old)" in Vietnamese to a name that has gone; the look-up knows old names anyway."""


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

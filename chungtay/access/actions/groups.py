"""Residential groups of a commune."""

from datetime import datetime
from hashlib import sha256

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from chungtay.journal.act import action
from chungtay.kit import clock
from chungtay.kit.acting import Acting
from chungtay.kit.errors import Refused
from chungtay.kit.vietnamese import fold
from chungtay.places.models import Place
from chungtay.places.names import TYPES


class GroupNamed(Refused):
    code = "group_already_named"


@action("access.name_groups", words=_("lập tổ dân phố"))
def name_groups(*, actor: Acting, at: datetime, place: Place, names: list[str]) -> list[Place]:
    """Give a commune its residential groups, in the order of the list; all of them or none.

    `names` as a ward writes them: "Tổ 36", "Thôn Đông". A name that already stands is refused.
    """
    if place.kind != Place.Kind.COMMUNE:
        raise GroupNamed(_("Tổ dân phố chỉ lập được trong một phường, xã."), code="not_a_commune")
    day = clock.today(at)
    taken = set(
        Place.objects.filter(parent=place, kind=Place.Kind.GROUP)
        .on(day)
        .values_list("folded", flat=True)
    )
    groups = []
    for written in (" ".join(n.split()) for n in names if n.strip()):
        first, *rest = written.split(" ", 1)
        kind = TYPES.get(fold(first))
        # "Tổ 36" is a name with its type; "Thôn Đông" is the village Đông.
        name = rest[0] if kind and rest and not rest[0].isdigit() else written
        if fold(name) in taken:
            raise GroupNamed(_("“%(name)s” đã có trong danh sách.") % {"name": written})
        taken.add(fold(name))
        group = Place(
            code=_group_code(place, written), kind=Place.Kind.GROUP,
            type=kind or TYPES["to"], name=name, parent=place, commune=place, valid_from=day,
            source="ward",
        )  # fmt: skip
        try:
            with transaction.atomic():
                group.save()
        except IntegrityError as error:
            raise GroupNamed(
                _("“%(name)s” chưa lập được: đã có một tổ mang mã này.") % {"name": written}
            ) from error
        groups.append(group)
    return groups


def _group_code(place: Place, written: str) -> str:
    """The commune's code and the name, or a number made of it where the name is too long."""
    code = f"{place.code}-{fold(written).replace(' ', '-')}"
    longest = Place._meta.get_field("code").max_length or 20
    if len(code) <= longest:
        return code
    return f"{place.code}-{sha256(fold(written).encode()).hexdigest()[:10]}"

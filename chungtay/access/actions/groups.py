"""Residential groups of a commune."""

from datetime import date, datetime
from hashlib import sha256

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from chungtay.access import pasted
from chungtay.journal.act import action
from chungtay.kit import clock
from chungtay.kit.acting import Acting
from chungtay.kit.errors import Refused
from chungtay.kit.vietnamese import fold
from chungtay.places.models import Place, full_name


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
    taken = named_already(place, day)
    groups = []
    for written in (" ".join(n.split()) for n in names if n.strip()):
        read = pasted.read(written)
        if read.key in taken:
            raise GroupNamed(_("“%(name)s” đã có trong danh sách.") % {"name": written})
        taken.add(read.key)
        group = Place(
            code=_group_code(place, full_name(read.type, read.name)), kind=Place.Kind.GROUP,
            type=read.type, name=read.name, parent=place, commune=place, valid_from=day,
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


def named_already(place: Place, day: date) -> set[str]:
    """The keys (`pasted.Group.key`) of the groups a commune has on a day."""
    groups = Place.objects.filter(parent=place, kind=Place.Kind.GROUP).on(day)
    return set(groups.values_list("folded", flat=True))


def _group_code(place: Place, written: str) -> str:
    """The commune's code and the name, or a number made of it where the name is too long."""
    code = f"{place.code}-{fold(written).replace(' ', '-')}"
    longest = Place._meta.get_field("code").max_length or 20
    if len(code) <= longest:
        return code
    return f"{place.code}-{sha256(fold(written).encode()).hexdigest()[:10]}"

"""The groups of a ward, as somebody tells of them."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from chungtay.groups.data import PEOPLE
from chungtay.groups.models import PrivateGroup
from chungtay.journal.act import action, current
from chungtay.kit import clock
from chungtay.kit.acting import Acting
from chungtay.kit.errors import Refused
from chungtay.kit.quantities import Quantity
from chungtay.kit.vietnamese import fold
from chungtay.places.models import Place


class NotAGroup(Refused):
    code = "group_invalid"


class AlreadyThere(Refused):
    code = "group_already_there"


class AlreadyClosed(Refused):
    code = "group_closed"


@action("groups.add_group", words=_("ghi một nhóm riêng"))
def add_group(
    *, actor: Acting, at: datetime, place: Place, name: str, run_by: str, members: Quantity,
    counted_on: date | None = None,
) -> PrivateGroup:  # fmt: skip
    """A private group that the people of `place` run; `members` were in it on `counted_on`
    (today, unless told)."""
    group = PrivateGroup(place=place, added_in=current().entry)
    return _tell(group, name, run_by, members, counted_on, at)


@action("groups.change_group", on="group", words=_("sửa một nhóm riêng"))
def change_group(
    *, actor: Acting, at: datetime, group: PrivateGroup, name: str, run_by: str, members: Quantity,
    counted_on: date | None = None,
) -> PrivateGroup:  # fmt: skip
    """Another name, somebody else who runs it, or how many are in it by now. What was posted keeps
    how many there were then."""
    return _tell(standing(group), name, run_by, members, counted_on, at)


@action("groups.close_group", on="group", words=_("thôi dùng một nhóm riêng"))
def close_group(*, actor: Acting, at: datetime, group: PrivateGroup) -> PrivateGroup:
    """The ward posts there no more. What was posted stays counted."""
    mine = standing(group)
    mine.closed_in = current().entry
    mine.save(update_fields=["closed_in"])
    return mine


def standing(group: PrivateGroup) -> PrivateGroup:
    """The group's row, locked; refused if it is closed."""
    rows = PrivateGroup.objects.unscoped(why="the group an act concerns, checked by its duty")
    mine: PrivateGroup = rows.select_for_update(no_key=True, of=("self",)).get(pk=group.pk)
    if mine.closed_in_id is not None:
        raise AlreadyClosed(_("Nhóm này phường đã thôi dùng."))
    return mine


def _tell(
    group: PrivateGroup, name: str, run_by: str, members: Quantity, counted_on: date | None,
    at: datetime,
) -> PrivateGroup:  # fmt: skip
    group.name, group.run_by = " ".join(name.split()), " ".join(run_by.split())
    group.folded = fold(group.name)
    if not group.folded or not group.run_by:
        raise NotAGroup(_("Ghi tên nhóm và ai trông nhóm."))
    if counted_on is not None and counted_on > clock.today(at):
        raise NotAGroup(_("Ngày đếm phải từ hôm nay trở về trước."))
    group.members = members.within(PEOPLE)
    group.counted_on = counted_on or clock.today(at)
    try:
        with transaction.atomic():
            group.save()
    except IntegrityError as error:
        if "group_named_once" not in str(error):
            raise
        raise AlreadyThere(_("Nơi này đã có một nhóm tên như thế.")) from error
    return group

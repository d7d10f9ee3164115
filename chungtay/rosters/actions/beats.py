"""Beats of a ward: opened and closed, laid out, given to a keeper and taken back."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import F
from django.db.models.functions import Greatest
from django.utils.translation import gettext_lazy as _

from chungtay.access.models import Account
from chungtay.journal.act import action, current
from chungtay.kit.acting import Acting
from chungtay.kit.errors import Refused
from chungtay.kit.vietnamese import fold
from chungtay.places.models import Place
from chungtay.rosters.actions.checks import (
    AlreadyNamed,
    NoName,
    NotStanding,
    check_of_ward,
    name_of,
    refusing,
)
from chungtay.rosters.models import Beat, Cover, Ground, Keeping


class KeptAlready(Refused):
    code = "beat_kept_already"


class NotKept(Refused):
    code = "beat_not_kept"


class NotAGroupHere(Refused):
    code = "beat_group_elsewhere"


@action("rosters.open_beat", words=_("lập một địa bàn"))
def open_beat(
    *, actor: Acting, at: datetime, place: Place, name: str, groups: Sequence[Place] = ()
) -> Beat:
    """A beat of this commune, or of one of its groups, from `at` on, made of these groups."""
    if place.commune_id is None:
        raise NotAGroupHere(_("Địa bàn chỉ lập được trong một phường, xã."))
    beat = Beat(place=place, name=" ".join(name.split()), opened_at=at, opened_in=current().entry)
    beat.folded = fold(beat.name)
    if not beat.folded:
        raise NoName(_("Ghi tên địa bàn, như “Địa bàn 3” hay “Tổ 30 đến 36”."))
    with refusing("beat_named_once", AlreadyNamed, _("Phường đã có một địa bàn tên như thế.")):
        beat.save()
    _lay_out(beat, groups, at)
    return beat


@action("rosters.lay_out_beat", on="beat", words=_("ghi địa bàn gồm những tổ nào"))
def lay_out_beat(*, actor: Acting, at: datetime, beat: Beat, groups: Sequence[Place]) -> Beat:
    """From `at` on the beat is made of these groups, and of no others."""
    mine = standing(beat)
    _lay_out(mine, groups, at)
    return mine


@action("rosters.close_beat", on="beat", words=_("thôi một địa bàn"))
def close_beat(*, actor: Acting, at: datetime, beat: Beat) -> Beat:
    """The beat is no more: its keeper and who stands in are free of it from `at` on."""
    mine, entry = standing(beat), current().entry
    if at <= mine.opened_at:
        raise NotStanding(_("Địa bàn chỉ thôi được sau lúc lập."))
    mine.closed_at, mine.closed_in = at, entry
    mine.save(update_fields=["closed_at", "closed_in"])
    over = {"ends_at": Greatest(F("starts_at"), at), "ended_in": entry}
    for model in (Ground, Keeping):
        rows = model.objects.unscoped(why="what belongs to the beat that is closed")
        rows.filter(beat=mine, ends_at=None).update(**over)
    covers = Cover.objects.unscoped(why="who stands in on the beat that is closed")
    covers.filter(beat=mine, ends_at__gt=Greatest(F("starts_at"), at)).update(**over)
    return mine


@action("rosters.give_beat", on="beat", words=_("giao một địa bàn"))
def give_beat(
    *, actor: Acting, at: datetime, beat: Beat, officer: Account, starts_at: datetime | None = None
) -> Keeping:
    """From `starts_at` (now, unless told) this officer keeps the beat; whoever kept it until then
    is free of it from that moment."""
    mine, entry, begins = standing(beat), current().entry, starts_at or at
    check_of_ward(officer, mine.place_id, begins)
    rows = Keeping.objects.unscoped(why="who keeps the beat in hand")
    before = rows.filter(beat=mine, ends_at=None).first()
    if before is not None and before.officer_id == officer.pk:
        raise KeptAlready(_("%(name)s đang giữ địa bàn này rồi.") % {"name": name_of(officer)})
    if begins < mine.opened_at or (before is not None and begins < before.starts_at):
        raise KeptAlready(_("Lúc ấy địa bàn chưa lập, hay đã giao cho người khác sau đó."))
    if before is not None:
        before.ends_at, before.ended_in = begins, entry
        before.save(update_fields=["ends_at", "ended_in"])
    with refusing("keeping_one_at_a_time", KeptAlready, _("Lúc ấy địa bàn đang có người giữ.")):
        made: Keeping = Keeping.objects.create(
            place_id=mine.place_id, beat=mine, officer=officer, starts_at=begins, given_in=entry
        )
    return made


@action("rosters.take_back_beat", on="beat", words=_("thôi giao một địa bàn"))
def take_back_beat(*, actor: Acting, at: datetime, beat: Beat) -> Keeping:
    """The keeper is free of it; until it is given to another, it is nobody's."""
    mine = standing(beat)
    rows = Keeping.objects.unscoped(why="who keeps the beat in hand")
    kept: Keeping | None = rows.filter(beat=mine, ends_at=None).first()
    if kept is None:
        raise NotKept(_("Địa bàn này chưa giao cho ai."))
    kept.ends_at, kept.ended_in = max(at, kept.starts_at), current().entry
    kept.save(update_fields=["ends_at", "ended_in"])
    return kept


def standing(beat: Beat) -> Beat:
    """The beat's row, locked; refused if it is closed."""
    mine = lock(beat.pk)
    if mine.closed_in_id is not None:
        raise NotStanding(_("Địa bàn này đã thôi."))
    return mine


def lock(beat_id: int) -> Beat:
    """The beat's row, held until the act is over: who answers for it changes by one act at once."""
    rows = Beat.objects.unscoped(why="the beat an act concerns, checked by its duty")
    mine: Beat = rows.select_for_update(no_key=True).get(pk=beat_id)
    return mine


def _lay_out(beat: Beat, groups: Sequence[Place], at: datetime) -> None:
    wanted, ward = {group.pk for group in groups}, beat.place.commune_id
    if any(group.commune_id != ward or group.pk == ward for group in groups):
        raise NotAGroupHere(_("Chỉ ghi những tổ dân phố, thôn của phường này."))
    entry = current().entry
    rows = Ground.objects.unscoped(why="what the beat in hand is made of").filter(ends_at=None)
    rows.filter(beat=beat).exclude(group__in=wanted).update(
        ends_at=Greatest(F("starts_at"), at), ended_in=entry
    )
    there = set(rows.filter(beat=beat).values_list("group", flat=True))
    taken = _("Có tổ đang thuộc một địa bàn khác. Bỏ tổ ấy ở địa bàn kia trước.")
    with refusing("ground_in_one_beat", NotAGroupHere, taken):
        Ground.objects.bulk_create(
            Ground(place_id=beat.place_id, beat=beat, group_id=pk, starts_at=at, given_in=entry)
            for pk in sorted(wanted - there)
        )

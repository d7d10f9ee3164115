"""The commander is told where nobody answers, once for each gap."""

from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from chungtay.access.models import Account, Delegation, Post
from chungtay.access.roles import Role
from chungtay.journal.act import action, current, tell
from chungtay.kit import clock
from chungtay.kit.acting import Acting
from chungtay.kit.errors import Refused
from chungtay.places.models import Place
from chungtay.rosters.actions.checks import refusing
from chungtay.rosters.models import Absence, Alarm, Beat

PURPOSE = "rosters.gap"


class ToldAlready(Refused):
    code = "gap_told_already"


@action("rosters.tell_gap", on="beat", words=_("báo chỉ huy địa bàn còn trống"))
def tell_gap(
    *, actor: Acting, at: datetime, beat: Beat, starts_at: datetime, reason: Alarm.Reason
) -> Alarm:
    """Nobody answers for the beat from `starts_at` on: whoever leads the ward and is there is told,
    in words that name the beat and why, and never anybody's health."""
    alarm = Alarm(
        place_id=beat.place_id, beat=beat, starts_at=starts_at, reason=reason,
        told_in=current().entry,
    )  # fmt: skip
    with refusing("alarm_one_for_a_beat", ToldAlready, _("Chỗ trống này đã báo rồi.")):
        alarm.save()
    for commander in commanders(beat.place_id, at):
        tell(commander, purpose=PURPOSE, text=_words(alarm, at), urgent=True)
    return alarm


@action("rosters.end_alarm", on="alarm", words=_("địa bàn đã có người"))
def end_alarm(*, actor: Acting, at: datetime, alarm: Alarm) -> Alarm:
    """Somebody answers again; the next gap is told of anew."""
    rows = Alarm.objects.unscoped(why="the alarm an act concerns, checked by its duty")
    mine: Alarm = rows.select_for_update(no_key=True).get(pk=alarm.pk)
    if mine.over_at is None:
        mine.over_at = at
        mine.save(update_fields=["over_at"])
    return mine


def commanders(place_id: int, at: datetime) -> list[int]:
    """The Actors who are told: the heads of the ward's police who are there, else their deputies,
    else, when all are away, everyone of them; and whoever stands in for one."""
    ward = Place.objects.filter(pk=place_id).values("commune")
    leading = (Role.POLICE_CHIEF, Role.POLICE_DEPUTY)
    posts = Post.objects.held_at(at).filter(place__commune__in=ward, role__in=leading)
    absent = Absence.objects.unscoped(why="a commander who is away is not waited for")
    away = set(absent.standing().running(at).values_list("officer", flat=True))
    held = list(posts.values_list("pk", "role", "account"))
    for role in leading:
        there = [pk for pk, of, account in held if of == role and account not in away]
        if there:
            break
    else:
        there = [pk for pk, _of, _account in held]
    standing_in = Delegation.objects.running(at).filter(post__in=there).values("to")
    people = Account.objects.filter(Q(posts__in=there) | Q(pk__in=standing_in), is_active=True)
    return sorted(set(people.values_list("actor_id", flat=True)))


def _words(alarm: Alarm, at: datetime) -> str:
    with override("vi"):
        said = {"beat": alarm.beat.name, "why": alarm.get_reason_display(),
                "time": clock.moment(alarm.starts_at)}  # fmt: skip
        if alarm.starts_at <= at:
            text = gettext("%(beat)s đang không có ai: %(why)s. Mở Ca trực để chọn người.")
        else:
            text = gettext("%(beat)s không có ai từ %(time)s: %(why)s. Mở Ca trực để chọn người.")
        return text % said

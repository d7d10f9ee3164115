"""One call beyond what a desk makes in a day: a second person says yes first."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from chungtay.access.acting import PostHolder
from chungtay.access.roles import Role
from chungtay.access.seconding import ask_second, seconded
from chungtay.approvals.registry import Args, approvable
from chungtay.blood.models import Allowance, Call
from chungtay.blood.verifying import is_desk_of
from chungtay.journal.act import action, current
from chungtay.kit import clock
from chungtay.kit.acting import Acting
from chungtay.kit.errors import Refused
from chungtay.people.models import Organisation
from chungtay.places.models import Place

MOST_A_DAY = 10
"""Calls of one desk for one hospital in a day: donors who are asked for nothing stop answering."""
WARD, DESK = "blood.allow_call", "blood.allow_desk_call"


class TooManyCalls(Refused):
    """The day's calls are made; `ask_one_more` asks whoever may let one more through."""

    code = "call.too_many_today"


class NeedsSecond(Refused):
    code = "call.needs_second"


@action(WARD, on="place", words=_("cho gọi thêm một lần trong ngày"))
def allow_call(
    *, actor: Acting, at: datetime, place: Place, hospital: Organisation, on: date
) -> Allowance:
    """A ward calls once more: its chief or deputy says yes."""
    return _allow(actor, place, hospital, on)


@action(DESK, on="place", words=_("cho bệnh viện gọi thêm một lần trong ngày"))
def allow_desk_call(
    *, actor: Acting, at: datetime, place: Place, hospital: Organisation, on: date
) -> Allowance:
    """A hospital's desk calls once more: the province's duty officer says yes."""
    return _allow(actor, place, hospital, on)


def _allow(actor: Acting, place: Place, hospital: Organisation, on: date) -> Allowance:
    if isinstance(actor, PostHolder) and not seconded():
        raise NeedsSecond(_("Gọi thêm trong ngày thì một người khác phải đồng ý."))
    made: Allowance = Allowance.objects.create(
        place=place, hospital=hospital, on=on, allowed_in=current().entry
    )
    return made


def ask_one_more(
    *, actor: Acting, at: datetime, place: Place, hospital: Organisation
) -> None:  # fmt: skip
    """Ask for one more call today. The yes waits for the call, not the call for the yes."""
    args: dict[str, int | str] = {
        "place": place.pk,
        "hospital": hospital.pk,
        "on": clock.today(at).isoformat(),
    }
    verb = DESK if is_desk_of(actor, hospital) else WARD
    ask_second(verb, actor=actor, at=at, place=place, args=args)


def one_more(place: Place, hospital: Organisation, at: datetime) -> Allowance | None:
    """What lets this call through, or nothing while the day's are not used up. Calls for one
    hospital are counted one after the other."""
    hospitals = Organisation.objects.unscoped(why="calls for a hospital are counted one by one")
    hospitals.select_for_update(no_key=True).get(pk=hospital.pk)
    begins = at.astimezone(clock.VN).replace(hour=0, minute=0, second=0, microsecond=0)
    today = Call.objects.unscoped(why="how many calls this desk has made today").filter(
        place=place, hospital=hospital, opened_at__gte=begins, opened_at__lte=at
    )
    if today.count() < MOST_A_DAY:
        return None
    allowed = Allowance.objects.unscoped(why="what lets one more call of this desk through")
    mine = allowed.filter(place=place, hospital=hospital, on=clock.today(at), call=None)
    found: Allowance | None = mine.order_by("pk").first()
    if found is None:
        raise TooManyCalls(
            _(
                "Hôm nay nơi này đã gọi %(most)s lần cho %(hospital)s. Gọi thêm thì một người "
                "khác phải đồng ý; hoặc hỏi thêm trong lời gọi còn mở."
            )
            % {"most": MOST_A_DAY, "hospital": hospital.name}
        )
    return found


def _load(acting: Acting, args: Args) -> dict[str, Any]:
    """Where, for which hospital, on which day: {"place": 3, "hospital": 7, "on": "2026-11-23"}."""
    hospitals = Organisation.objects.unscoped(why="hospitals are named to everybody")
    return {
        "place": Place.objects.get(pk=args["place"]),
        "hospital": hospitals.get(pk=args["hospital"]),
        "on": date.fromisoformat(str(args["on"])),
    }


def _words(acting: Acting, many: Sequence[Args]) -> list[str]:
    """ "Cho Phường Hòa Cường gọi người hiến thêm một lần hôm 23/11/2026, cho Bệnh viện …"."""
    hospitals = Organisation.objects.unscoped(why="hospitals are named to everybody").in_bulk(
        [int(args["hospital"]) for args in many]
    )
    places = Place.objects.in_bulk([int(args["place"]) for args in many])
    text = say("Cho %(place)s gọi người hiến thêm một lần ngày %(day)s, cho %(hospital)s")
    return [text % _named(args, places, hospitals) for args in many]


def _named(
    args: Args, places: Mapping[int, Place], hospitals: Mapping[int, Organisation]
) -> dict[str, str]:
    return {
        "place": places[int(args["place"])].full_name,
        "day": clock.day(date.fromisoformat(str(args["on"]))),
        "hospital": hospitals[int(args["hospital"])].name,
    }


HOURS = 60
for _verb, _roles in (
    (WARD, (Role.POLICE_CHIEF, Role.POLICE_DEPUTY)),
    (DESK, (Role.PROVINCE_DUTY,)),
):
    approvable(
        _verb, load=_load, words=_words, roles=_roles, minutes=HOURS, lasts=12 * HOURS
    )  # fmt: skip

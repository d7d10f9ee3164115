"""Asking donors in waves, and turning elsewhere when nobody is left to ask."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from chungtay.blood import matching, planning
from chungtay.blood.actions import seats, texts
from chungtay.blood.models import Call, Turn, Wave
from chungtay.blood.models.waves import FEWEST, write
from chungtay.blood.planning import Outlook
from chungtay.channels.willing import ALARM
from chungtay.donors.asking import Held
from chungtay.journal.act import action, current, tell
from chungtay.journal.models import Entry
from chungtay.journal.telling import tell_each
from chungtay.kit.acting import Acting
from chungtay.kit.errors import Refused
from chungtay.kit.vietnamese import given_name
from chungtay.recruiting.calling import Candidate
from chungtay.recruiting.waves import MOST_WAVES, Do, Step, beyond

MOST_TRIES = 3


class EnoughComing(Refused):
    code = "call.enough"


class TooSoon(Refused):
    code = "call.nobody_left"


class NotDue(Refused):
    code = "call.not_due"


class TurnedAlready(Refused):
    code = "call.turned"


@action("blood.ask_donors", on="call", words=_("hỏi người hiến"))
def ask_donors(*, actor: Acting, at: datetime, call: Call, only_if_due: bool = False) -> Wave:
    """Ask the smallest wave with which enough arrive in time, nobody twice.

    `only_if_due`: the clock asks, counting on those who are silent too; else somebody wants a wave
    now, and only those who said that they come are counted on.
    """
    locked = seats.lock(call.pk)
    outlook = planning.outlook(locked, at)
    if outlook.closed or at >= locked.deadline:
        seats.still_open(locked, at)
    if outlook.held > locked.units:
        raise EnoughComing(_("Đã đủ người nhận lời."))
    if only_if_due and outlook.step([]).do is Do.WAIT:
        raise NotDue(_("Chưa đến lúc hỏi thêm."))
    if outlook.waves >= MOST_WAVES:
        raise TooSoon(
            _("Đã hỏi đủ %(most)s đợt. Nay gọi điện, hoặc nhờ nơi khác.") % {"most": MOST_WAVES},
            code="call.waves",
        )
    step, donors = _choose(outlook, at_once=not only_if_due)
    if step.do in {Do.ENOUGH, Do.WAIT}:
        raise EnoughComing(_("Đã đủ người nhận lời."))
    if not donors and outlook.numbered:
        raise TooSoon(_("Không còn ai hợp nhóm, đủ ngày nghỉ và đã đồng ý để hỏi thêm."))
    some = len(donors)
    wave = Wave(
        place_id=locked.place_id, call=locked, number=outlook.numbered + 1, needed=step.needed,
        pending=step.pending, alpha=step.alpha, before=_kept(step.before, step.pending),
        after=_kept(step.after, some or step.pending), found=some,
        expected=_kept(outlook.expected([donor.pk for donor in donors]), some),
        asked_in=current().entry,
    )  # fmt: skip
    _ask(outlook, wave, donors)
    return wave


def _kept(number: float | None, people: int) -> float | None:
    """A number of a wave as it is kept: of so few people it would be somebody's own, and is not."""
    return None if number is None or 0 < people < FEWEST else number


def _choose(outlook: Outlook, *, at_once: bool) -> tuple[Step, list[Held]]:
    """The next of the order, locked; whom another call is just asking is left out, and the next one
    comes instead. Whoever is locked is asked: fewer people are never surer that enough arrive, so
    with some left out a wave takes all the others and more."""
    order = outlook.candidates(at_once=at_once)
    held: dict[int, Held] = {}
    for _try in range(MOST_TRIES):
        step = outlook.step(order, at_once=at_once)
        wanted = [one.key for one in order[: step.ask]]
        new = [outlook.near[key] for key in wanted if key not in held]
        held |= matching.hold(new, outlook.at)
        if all(key in held for key in wanted):
            break
        order = [one for one in order if one.key in held or one.key not in wanted]
    chosen: list[Candidate] = [one for one in order[: step.ask] if one.key in held]
    if len(chosen) < step.ask:
        step = outlook.step(chosen, at_once=at_once)
    return step, [held[one.key] for one in chosen]


def _ask(outlook: Outlook, wave: Wave, donors: list[Held]) -> None:
    call = outlook.call
    far = [round(outlook.near[one.pk].km, 2) for one in donors]
    asks = write(wave, [(one.pk, one.actor_id, km) for one, km in zip(donors, far, strict=True)])
    tell_each(
        texts.asking(call, outlook.hospital, outlook.at), texts.asking_answers(),
        [
            (one.actor_id, asks[one.pk], (given_name(one.name), away))
            for one, away in zip(donors, texts.away(far), strict=True)
        ],
        purpose=seats.PURPOSE, urgent=True, expires_at=call.deadline,
    )  # fmt: skip


@action("blood.turn_elsewhere", on="call", words=_("nhờ nơi khác tìm người hiến"))
def turn_elsewhere(*, actor: Acting, at: datetime, call: Call) -> Turn:
    """Nobody is left to ask, or four waves were: the desk is told where to turn now. First the
    telephone, then neighbouring wards, then the province; each once."""
    locked = seats.lock(call.pk)
    seats.still_open(locked, at)
    turns = Turn.objects.unscoped(why="where the call in hand has turned").filter(call=locked)
    done = turns.count()
    if done >= len(Turn.To):
        raise TurnedAlready(_("Lời gọi này đã nhờ đến cả tỉnh, thành phố."))
    turn: Turn = Turn.objects.create(
        place_id=locked.place_id, call=locked, to=beyond(done).value, turned_in=current().entry
    )
    desk = Entry.objects.values_list("actor_id", flat=True).get(pk=locked.opened_in_id)
    words = texts.turning(locked, seats.hospital_name(locked), turn.to)
    tell(desk, purpose=ALARM, text=words, urgent=True, expires_at=locked.deadline)
    return turn

"""A letter that speaks of danger to life: told whom to call, raised to those on duty, taken."""

from collections.abc import Callable
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from chungtay.access.models import Account, Delegation, Post
from chungtay.access.roles import Role
from chungtay.channels.willing import ALARM, REPLY
from chungtay.inbox.actions.conversing import NoWayBack, known_as, say
from chungtay.inbox.models import Alarm, Conversation, Letter
from chungtay.journal.act import action, current, tell
from chungtay.kit import clock
from chungtay.kit.acting import Acting
from chungtay.kit.errors import Refused
from chungtay.people.models import ContactPoint
from chungtay.places.models import Place

in_their_stead: list[Callable[[list[int]], dict[int, int]]] = []
"""Officers have no telephone in the register. Floors above who know one say of these Actors whom
to tell in their stead."""
ON_DUTY = (Role.DESK_OFFICER, Role.POLICE_CHIEF, Role.POLICE_DEPUTY)
ABOVE = (Role.PROVINCE_DUTY, Role.DESK_OFFICER)


class AlreadyTaken(Refused):
    code = "alarm_taken"


@action("inbox.raise_alarm", on="letter", words=_("báo tin nguy cấp cho trực ban"))
def raise_alarm(*, actor: Acting, at: datetime, letter: Letter, number: str) -> Alarm:
    """Tell the writer whom to call, at once; tell whoever is on duty at the place, or above it if
    nobody is, as far as they can be told; and keep the letter on top of the list until somebody
    takes it."""
    conversation = (
        Conversation.objects.unscoped(why="the conversation of the letter in hand")
        .select_related("place")
        .get(pk=letter.conversation_id)
    )
    alarm: Alarm = Alarm.objects.create(
        place_id=letter.place_id, conversation=conversation, letter=letter, number=number,
        raised_at=at, raised_in=current().entry,
        answered=_answer(actor, at, conversation, number),
    )  # fmt: skip
    for officer in _within_reach(on_duty(conversation.place, at)):
        tell(officer, purpose=ALARM, text=_to_officer(alarm, letter), urgent=True)
    return alarm


@action("inbox.take_alarm", on="alarm", words=_("nhận xử lý tin nguy cấp"))
def take_alarm(*, actor: Acting, at: datetime, alarm: Alarm) -> Alarm:
    """From now on this is mine: the row says who and when."""
    rows = Alarm.objects.unscoped(why="the row of the alarm in hand")
    locked: Alarm = rows.select_for_update(no_key=True).get(pk=alarm.pk)
    if locked.taken_in_id is not None:
        raise AlreadyTaken(_("Tin này đã có người nhận."))
    locked.taken_at, locked.taken_in = max(at, locked.raised_at), current().entry
    locked.save(update_fields=["taken_at", "taken_in"])
    return locked


def on_duty(place: Place, at: datetime) -> list[int]:
    """The Actors who are told: who holds the desk of the ward or leads it, else the province's."""
    held = Post.objects.held_at(at)
    here = Q(role__in=ON_DUTY, place__in=[place.pk, place.commune_id or place.pk])
    above = Q(role__in=ABOVE, place=place.province_id)
    posts = set(held.filter(here).values_list("pk", flat=True))
    posts = posts or set(held.filter(above).values_list("pk", flat=True))
    standing_in = Delegation.objects.running(at).filter(post__in=posts).values("to")
    people = Account.objects.filter(Q(posts__in=posts) | Q(pk__in=standing_in), is_active=True)
    return sorted(set(people.values_list("actor_id", flat=True)))


def _within_reach(officers: list[int]) -> list[int]:
    """Those of them, or who is told in their stead, to whom any way leads."""
    told = {officer: officer for officer in officers}
    for know in in_their_stead:
        told |= know(officers)
    points = ContactPoint.objects.unscoped(why="whether who is on duty can be told")
    ways = points.filter(actor__in=told.values(), ended_in=None)
    return sorted(set(ways.values_list("actor_id", flat=True)))


def _answer(actor: Acting, at: datetime, conversation: Conversation, number: str) -> bool:
    """Whether there was a way to answer; a number that somebody typed may be anybody's, and the
    form they typed it in tells them whom to call."""
    if conversation.claimed:
        return False
    try:
        recipient = known_as(actor, at, conversation)
    except NoWayBack:
        return False
    # To the person in the language of the house, whoever's page or job this runs in.
    with override("vi"):
        message = tell(recipient, purpose=REPLY, text=answer(number), urgent=True)
    say(conversation, message, at)
    return True


def answer(number: str) -> str:
    """What the writer is told at once."""
    call = {
        "114": gettext("Cháy, nổ, có người mắc kẹt hay đuối nước: gọi 114 ngay."),
        "115": gettext("Có người bị nặng, nguy đến tính mạng: gọi 115 ngay."),
        "113": gettext("Đang có kẻ phạm tội hay đánh người: gọi 113 ngay."),
        "111": gettext("Trẻ em đang bị hại: gọi 111 ngay, gấp quá thì gọi 113."),
    }[number]
    return call + " " + gettext(
        "Chỗ nhắn này không phải số khẩn cấp, có khi lâu mới có người đọc, nên đừng chờ ở đây. "
        "Tin này đã lên đầu danh sách của trực ban phường."
    )  # fmt: skip


def _to_officer(alarm: Alarm, letter: Letter) -> str:
    with override("vi"):
        return gettext(
            "Tin nguy cấp gửi tới phường lúc %(time)s, người nhắn được chỉ gọi %(number)s. "
            "Mở mục Tin đến để đọc và nhận."
        ) % {"time": clock.time_of(letter.at), "number": alarm.number}  # fmt: skip

"""Verbs of keeping: who answers for a channel, and telling them of its troubles."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from chungtay.access.models import Account, Post
from chungtay.carriers.mending import what_to_do
from chungtay.channels.models import Channel, Incident
from chungtay.channels.willing import ALARM
from chungtay.journal.act import action, current, tell
from chungtay.journal.selection import cover
from chungtay.journal.system import System
from chungtay.kit import clock
from chungtay.kit.acting import Acting
from chungtay.kit.errors import Refused
from chungtay.people.actions import add_contact, end_contact, register
from chungtay.people.models import ContactPoint, Person
from chungtay.tending.models import Alarm, Keeper

SYSTEM = "tending"


class NotAPostHolder(Refused):
    code = "not_a_post_holder"


class NoWayThere(Refused):
    code = "keeper_unreachable"


class NoKeeper(Refused):
    code = "no_keeper"


class AlreadyTold(Refused):
    code = "keeper_told"


@action("tending.name_keeper", on="channel", words=_("giao người giữ kênh"))
def name_keeper(
    *, actor: Acting, at: datetime, channel: Channel, account: Account, phone: str = "",
    email: str = "",
) -> Keeper:  # fmt: skip
    """Name the post-holder who is told when this channel breaks, and how they are reached.

    A telephone or a mailbox, better both: the broken channel cannot say that it is broken.
    """
    posts = Post.objects.held_at(at).filter(account=account, account__is_active=True)
    if not posts.filter(place_id__in=cover(channel.place_id)).exists():
        raise NotAPostHolder(_("Người này không giữ phần việc nào ở nơi này."))
    if not phone and not email:
        raise NoWayThere(_("Ghi ít nhất một số điện thoại hoặc một địa chỉ thư."))
    # Two who name at once: the second ends what the first wrote.
    rows = Channel.objects.unscoped(why="the channel in hand").select_for_update(no_key=True)
    rows.get(pk=channel.pk)
    before = Keeper.objects.unscoped(why="the channel itself is in hand")
    before.standing().filter(channel=channel).update(ended_in=current().entry)
    person = _person(channel, account, at)
    kinds = ContactPoint.Kind
    for kind, value in ((kinds.PHONE, phone), (kinds.EMAIL, email)):
        _reached_by(person, kind, value, at)
    return Keeper.objects.create(
        channel=channel, place_id=channel.place_id, actor_id=account.actor_id, person=person,
        named_in=current().entry,
    )  # fmt: skip


def _person(channel: Channel, account: Account, at: datetime) -> Person:
    """The keeper in the register: the one they were before, or a new row of their name. One whose
    data were erased stays erased: nothing is written on that row again."""
    earlier = (
        Keeper.objects.unscoped(why="who kept a channel here before")
        .crossing("person", why="whose ways are used again")
        .filter(actor_id=account.actor_id, place_id=channel.place_id)
        .exclude(person__name="")
        .select_related("person")
        .order_by("-pk")
        .first()
    )
    if earlier is not None:
        person: Person = earlier.person
        return person
    return register(actor=System(SYSTEM), at=at, place=channel.place, name=account.name)


def _reached_by(person: Person, kind: ContactPoint.Kind, value: str, at: datetime) -> None:
    """This way and no other of its kind; an empty value ends them all."""
    points = ContactPoint.objects.unscoped(why="the ways of the keeper in hand")
    standing = list(points.filter(person=person, kind=kind, ended_in=None))
    system = System(SYSTEM)
    for point in standing:
        end_contact(actor=system, at=at, contact=point)
    if value:
        add_contact(actor=system, at=at, person=person, kind=kind, value=value)


@action("tending.tell_keeper", on="incident", words=_("báo người giữ kênh"))
def tell_keeper(*, actor: Acting, at: datetime, incident: Incident, about: Alarm.About) -> Alarm:
    """Tell the keeper that a trouble began or is over; once each."""
    keepers = Keeper.objects.unscoped(why="who is told of a broken channel")
    keeper = (
        keepers.standing()
        .crossing("person", why="by whose ways they are told")
        .select_related("person")
        .filter(channel=incident.channel_id)
        .first()
    )
    if keeper is None:
        raise NoKeeper(_("Kênh này chưa có người giữ."))
    message = tell(
        keeper.person.actor_id, purpose=ALARM, text=words_of(incident, Alarm.About(about)),
        urgent=True,
    )  # fmt: skip
    try:
        with transaction.atomic():
            told: Alarm = Alarm.objects.create(
                incident=incident, place_id=incident.place_id, about=about, message=message
            )
            return told
    except IntegrityError as error:
        raise AlreadyTold(_("Đã báo người giữ kênh về sự cố này.")) from error


def words_of(incident: Incident, about: Alarm.About) -> str:
    """What the keeper reads, short enough for a text message or two."""
    channels = Channel.objects.unscoped(why="the name of the broken channel")
    name = channels.values_list("name", flat=True).get(pk=incident.channel_id)
    said = {"name": name, "trouble": incident.sentence, "when": clock.moment(incident.opened_at)}
    if about == Alarm.About.OVER:
        return say("Kênh %(name)s đã chạy lại: %(trouble)s (từ %(when)s) đã xong.") % said
    text = say("Kênh %(name)s gặp sự cố lúc %(when)s: %(trouble)s.") % said
    todo = what_to_do(incident.code)
    return f"{text} {todo}" if todo else text

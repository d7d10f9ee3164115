"""What events of Zalo mean: an answer, a free word, an officer's own, a wish to be forgotten."""

from datetime import datetime
from typing import Any

from chungtay.answers import answering
from chungtay.carriers.zalo.events import Event
from chungtay.carriers.zalo.pieces import pieces
from chungtay.danger.hearing import danger
from chungtay.inbox import conversations, erasing, many, talking
from chungtay.inbox.models import Conversation, Letter
from chungtay.intake.meanings import means
from chungtay.intake.models import Inbound
from chungtay.intake.names import GROUPS, SAID_BY_US, WRITTEN
from chungtay.journal.system import System
from chungtay.kit import phones
from chungtay.kit.errors import Refused
from chungtay.people.models import ContactPoint
from chungtay.places.models import Place
from chungtay.rights import actions as rights
from chungtay.rights.models import Request
from chungtay.rights.registry import Subject

Outcome = Inbound.Outcome
Source = Conversation.Source
LONGEST_FIELD = 200


def said(inbound: Inbound, event: Event, at: datetime) -> Outcome:
    """Somebody wrote: an answer to a question of ours, else a letter for people."""
    if inbound.event == "user_send_text":
        outcome = talking.heard(inbound, event, at) or answering.answer(inbound, event, at)
        if outcome != Outcome.FREE_TEXT:
            return outcome
    _letter(inbound, event, at, text=event.text, attachments=pieces(event.said))
    return Outcome.FREE_TEXT


def in_group(inbound: Inbound, event: Event, at: datetime) -> Outcome:
    """What people say among themselves is not for us, unless it speaks of danger to life."""
    if not danger(event.text):
        return Outcome.STORED
    _letter(inbound, event, at, text=event.text, attachments=pieces(event.said))
    return Outcome.FREE_TEXT


def elsewhere(inbound: Inbound, event: Event, at: datetime) -> Outcome:
    """The account said what we did not send: an officer's own words, typed in Zalo."""
    if inbound.user_id and (event.text or pieces(event.said)):
        _letter(inbound, event, at, kind=Letter.Kind.ELSEWHERE, text=event.text)
    return Outcome.OA_REPLY


def withdrawal(inbound: Inbound, event: Event, at: datetime) -> Outcome:
    """A person asks Zalo that we forget them.

    Of somebody we know all consents end now, and the clock of an erasure runs from when they asked:
    an officer carries it out, because a donor's whole book hangs on it. Of somebody we know only
    as a Zalo user, whom Zalo's signature names for certain, all there is goes at once.
    """
    contact = _contact(inbound)
    if contact is None:
        user = f"{inbound.channel.oa_id}/{inbound.user_id}"
        if inbound.user_id:
            nobody = Subject(frozenset(), frozenset(), zalo=frozenset({user}))
            erasing.forget_user(nobody, at)
            inbound.refresh_from_db(fields=["body", "user_id", "key"])
        return Outcome.WITHDRAWAL
    asked_at = min(inbound.happened_at, at)
    for what in (Request.What.WITHDRAW, Request.What.DELETE):
        rights.receive.once(f"zalo:{inbound.channel_id}:{inbound.pk}:{what}")(
            actor=System("channels"), at=at, person=contact.person, what=what,
            came=Request.Came.ZALO, received_at=asked_at,
        )  # fmt: skip
    _letter(inbound, event, at, kind=Letter.Kind.WITHDRAWAL)
    return Outcome.WITHDRAWAL


def given(inbound: Inbound, event: Event, at: datetime) -> Outcome:
    """What a person sent of themselves by Zalo's form waits until an officer accepts it."""
    info = event.said.get("info")
    found = told(info if isinstance(info, dict) else {})
    if not found or not inbound.user_id:
        return Outcome.STORED
    _letter(inbound, event, at, kind=Letter.Kind.GIVEN, given=found)
    return Outcome.GIVEN


def told(info: dict[str, Any]) -> dict[str, str]:
    """Name, telephone and address of Zalo's form, in its two shapes; what cannot be meant is left
    out. Zalo writes telephones as 849…"""
    full = info.get("full_address")
    flat = {"user_address": info.get("address"), "user_ward": info.get("district"),
            "user_city": info.get("city")}  # fmt: skip
    parts = full if isinstance(full, dict) else flat
    address = ", ".join(
        filter(None, (_field(parts.get(k)) for k in ("user_address", "user_ward", "user_city")))
    )
    found = {"name": _field(info.get("name"))[:80], "phone": _phone(info.get("phone")),
             "address": address[:LONGEST_FIELD]}  # fmt: skip
    return {key: value for key, value in found.items() if value}


def _field(value: Any) -> str:
    return conversations.clean(" ".join(value.split()))[:LONGEST_FIELD] if isinstance(
        value, str
    ) else ""  # fmt: skip


def _phone(value: Any) -> str:
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str) or not value.isascii():
        return ""
    try:
        return phones.normalise(f"+{value}" if value.startswith("84") else value)
    except Refused:
        return ""


def _letter(inbound: Inbound, event: Event, at: datetime, **more: Any) -> Letter:
    """The letter of this webhook, where its writer lives, else where the account is."""
    contact = _contact(inbound)
    place: Place = contact.place if contact else inbound.place
    anonymous = inbound.event.startswith("anonymous_")
    return conversations.wrote(
        place=place, channel=inbound.channel, source=Source.VISITOR if anonymous else Source.ZALO,
        actor_id=contact.actor_id if contact else None, name="",
        address=f"{inbound.channel.oa_id}/{inbound.user_id}" if inbound.user_id else "",
        at=min(inbound.happened_at, at), now=at, inbound=inbound,
        **{"text": "", **more},
    )  # fmt: skip


def _contact(inbound: Inbound) -> ContactPoint | None:
    """Whoever this Zalo user is, if the register knows them."""
    if not inbound.user_id:
        return None
    rows = (
        ContactPoint.objects.unscoped(
            why="the sender of a webhook is looked up by the Zalo user who signed it"
        )
        .crossing("person", why="who asks to be forgotten")
        .select_related("person", "place")
    )
    address = f"{inbound.channel.oa_id}/{inbound.user_id}"
    found: ContactPoint | None = rows.filter(
        kind=ContactPoint.Kind.ZALO, value=address, ended_in=None
    ).first()
    return found


for names, handler, taker in (
    (WRITTEN, said, many.said), (GROUPS, in_group, many.in_groups),
    (SAID_BY_US, elsewhere, many.elsewhere), (("user_withdraw",), withdrawal, None),
    (("user_submit_info",), given, None),
):  # fmt: skip
    for name in names:
        means(name, handler, taker)

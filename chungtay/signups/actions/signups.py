"""Registering oneself: begun by a word on Zalo or by the public form, done with one's own yes."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from chungtay.channels.willing import REPLY
from chungtay.donors.actions.registering import AlreadyADonor, register_donor
from chungtay.donors.models import Donor
from chungtay.donors.placing import Placer
from chungtay.inbox.models import Conversation
from chungtay.journal.act import NotAllowed, action, current, tell
from chungtay.journal.answers import answerable
from chungtay.journal.models import Actor
from chungtay.journal.system import System
from chungtay.kit import clock
from chungtay.kit.acting import Acting
from chungtay.kit.errors import Refused
from chungtay.people.actions import correct
from chungtay.people.models import Consent, ContactPoint, Person
from chungtay.people.names import NEW
from chungtay.places.models import Place
from chungtay.rights.registry import holdings
from chungtay.signups import questions, speaking
from chungtay.signups.models import Signup
from chungtay.signups.telling import arguments
from chungtay.traces.subject import subject_of

LASTS = {Signup.Way.ZALO: timedelta(days=1), Signup.Way.WEB: timedelta(days=3)}
"""How long a registration waits for the next word; then it is as if it had never been begun."""
FAREWELL = timedelta(hours=1)
"""How long the way to a newcomer who stopped is kept, so that our goodbye reaches them."""
GIVEN = "given"
"""Codes of what the register knew before the talk began, within `told`: it is not asked."""


class AlreadyBegun(Refused):
    code = "signup.already_begun"


class AlreadyOver(Refused):
    code = "signup.over"


class NothingBefore(Refused):
    code = "signup.nothing_before"


@action("signups.begin_signup", words=_("bắt đầu ghi tên hiến máu"))
def begin_signup(
    *, actor: Acting, at: datetime, place: Place, person: Person, way: Signup.Way,
    newcomer: bool, told: Mapping[str, Any] | None = None, origin: str = "",
) -> Signup:  # fmt: skip
    """On Zalo the first question is asked. What a form said waits until whoever has that number
    says that it was them."""
    told = dict(told or {})
    if way == Signup.Way.ZALO:
        told = _known(person, newcomer)
    try:
        with transaction.atomic():
            made: Signup = Signup.objects.create(
                place=place, person=person, actor_id=person.actor_id, way=way, newcomer=newcomer,
                told=told, origin=origin, begun_at=at, moved_at=at, begun_in=current().entry,
            )  # fmt: skip
    except IntegrityError as error:
        raise AlreadyBegun(_("Anh/chị đang ghi tên dở. Xin trả lời câu vừa hỏi.")) from error
    _ask(made, person, at, first=True)
    return made


def _known(person: Person, newcomer: bool) -> dict[str, Any]:
    """What the register has of them already: nobody is asked twice."""
    told: dict[str, Any] = {}
    if not newcomer and person.name != NEW:
        told["name"] = person.name
        if person.birth_year:
            told["birth_year"] = person.birth_year
        told["home"] = person.place_id
    points = ContactPoint.objects.unscoped(why="the number of the person who registers")
    mine = points.filter(person=person, kind=ContactPoint.Kind.PHONE, ended_in=None)
    if number := mine.values_list("value", flat=True).first():
        told["phone"] = number
    return told | {GIVEN: sorted(told)}


@action("signups.answer_signup", on="signup", words=_("trả lời khi ghi tên hiến máu"))
def answer_signup(*, actor: Acting, at: datetime, signup: Signup, said: str) -> Signup:
    """One answer to the question that is open; the next is asked. Raises a Refused that says what
    is missing if it is no answer."""
    mine, person = locked(signup, actor)
    if mine.step == "":
        raise AlreadyOver(_("Các câu đã hỏi xong. Xin bấm “Đồng ý” hay “Thôi”."))
    question = questions.BY_CODE[mine.step]
    asking = questions.Asking(clock.today(at), Placer(_province(mine)).place_id)
    with override(person.language):
        mine.told[question.code] = question.understand(said, asking)
    if mine.told.get("abo") == questions.UNKNOWN:
        _say(person, speaking.GROUP_UNKNOWN)
        _end(mine, Signup.End.STOPPED)
        return mine
    _ask(mine, person, at)
    return mine


@action("signups.go_back", on="signup", words=_("quay lại câu trước khi ghi tên hiến máu"))
def go_back(*, actor: Acting, at: datetime, signup: Signup) -> Signup:
    """The question before is asked again; what was said to it is forgotten."""
    mine, person = locked(signup, actor)
    earlier = questions.before(mine.told, mine.step, frozenset(mine.told.get(GIVEN, [])))
    if earlier is None or mine.way != Signup.Way.ZALO:
        raise NothingBefore(_("Đây là câu đầu tiên. Muốn thôi, anh/chị nhắn “thôi”."))
    del mine.told[earlier]
    _ask(mine, person, at)
    return mine


@action("signups.confirm_signup", on="signup", words=_("xác nhận ghi tên hiến máu"))
def confirm_signup(
    *, actor: Acting, at: datetime, signup: Signup, how: ContactPoint.How | str = ""
) -> Donor:
    """They said yes: to having registered, and to the words of the consent. `how`: an officer has
    reached them on their number."""
    mine, person = locked(signup, actor)
    if mine.step:
        raise NothingBefore(_("Còn câu chưa trả lời."), code="signup.unfinished")
    told = dict(mine.told)
    home = Place.objects.get(pk=told.get("home") or person.place_id)
    _settle(person, told, home, at, newcomer=mine.newcomer)
    means = Consent.Means.ZALO if mine.way == Signup.Way.ZALO else Consent.Means.WEB
    try:
        donor = register_donor(
            actor=System("signup"), at=at, place=home, person=person, means=means,
            **arguments(told),
        )  # fmt: skip
    except AlreadyADonor:
        # The answer is the same for whoever typed somebody's number into the public form.
        donor = Donor.objects.unscoped(why="the donor who registered twice").get(person=person)
    if how:
        _reached(person, told["phone"], at, how)
    _end(mine, Signup.End.DONE)
    _say(person, speaking.WELCOME)
    return donor


@action("signups.stop_signup", on="signup", words=_("thôi ghi tên hiến máu"))
def stop_signup(
    *, actor: Acting, at: datetime, signup: Signup, end: Signup.End = Signup.End.STOPPED
) -> Signup:
    """They stop in the middle, or it was not them, or (`end`) nobody says anything any more: what
    was said is forgotten at once, and a newcomer an hour later (`forget_signup`)."""
    mine, person = locked(signup, actor)
    _end(mine, end)
    if end == Signup.End.STOPPED and mine.way == Signup.Way.ZALO:
        _say(person, speaking.STOPPED)
    return mine


@action("signups.forget_signup", on="signup", words=_("quên người đã thôi ghi tên hiến máu"))
def forget_signup(*, actor: Acting, at: datetime, signup: Signup) -> bool:
    """Whoever was written down only to register, and did not, is not kept at all; unless they have
    become somebody's meanwhile: wrote to the ward, or came into the register another way."""
    person = _person(signup)
    if not signup.newcomer or signup.end == Signup.End.DONE or _is_somebody(person):
        kept = True
    else:
        subject = subject_of(person)
        for holding in holdings.values():
            holding.blank(subject, at)
        kept = False
    rows = Signup.objects.unscoped(why="the registration in hand")
    rows.filter(pk=signup.pk).update(newcomer=False)
    return not kept


def _is_somebody(person: Person) -> bool:
    talks = Conversation.objects.unscoped(why="whether they also wrote to the ward")
    donors = Donor.objects.unscoped(why="whether they came into the register another way")
    consents = Consent.objects.unscoped(why="whether they agreed to anything")
    open_ = Signup.objects.unscoped(why="whether they began again").filter(ended_in=None)
    return any(
        rows.filter(actor=person.actor_id).exists() for rows in (talks, donors, consents, open_)
    )


def locked(signup: Signup, actor: Acting) -> tuple[Signup, Person]:
    """The registration in hand, held: nobody answers for another, and nothing after its end."""
    rows = Signup.objects.unscoped(why="the registration an act concerns, checked by its duty")
    mine: Signup = rows.select_for_update(no_key=True, of=("self",)).get(pk=signup.pk)
    other = actor.actor_id != mine.actor_id
    if other and Actor.objects.filter(pk=actor.actor_id, kind=Actor.Kind.PERSON).exists():
        raise NotAllowed(_("Lời hỏi này gửi cho một người khác."))
    if mine.ended_in_id is not None:
        raise AlreadyOver(_("Lần ghi tên này đã xong. Nhắn “hiến máu” để bắt đầu lại."))
    return mine, _person(mine)


def _person(signup: Signup) -> Person:
    persons = Person.objects.unscoped(why="the person who is registering")
    found: Person = persons.get(pk=signup.person_id)
    return found


def _province(signup: Signup) -> Place:
    place: Place = Place.objects.select_related("province").get(pk=signup.place_id)
    return place.province


def _ask(signup: Signup, person: Person, at: datetime, *, first: bool = False) -> None:
    """The next question, or, when all is told, whether that is right and they agree."""
    question = questions.following(signup.told) if signup.way == Signup.Way.ZALO else None
    signup.step, signup.moved_at = question.code if question else "", at
    signup.save(update_fields=["told", "step", "moved_at"])
    with override(person.language):
        if question is not None:
            text, answers = speaking.asking(signup.pk, question, first=first)
        else:
            text, answers = speaking.sure(signup)
        tell(
            person.actor_id, purpose=REPLY, text=text, answers=answers, urgent=True,
            expires_at=at + LASTS[Signup.Way(signup.way)],
        )  # fmt: skip


def _say(person: Person, words: Any) -> None:
    with override(person.language):
        tell(person.actor_id, purpose=REPLY, text=str(words), urgent=True)


def _settle(
    person: Person, told: Mapping[str, Any], home: Place, at: datetime, *, newcomer: bool
) -> None:
    """A newcomer has their name, year and home from now on; of others the register knows better."""
    if not newcomer and person.name != NEW:
        return
    with suppress(Refused):  # the very same was written before
        correct(
            actor=System("signup"), at=at, person=person, name=told["name"],
            birth_year=told.get("birth_year"), language=Person.Language(person.language),
            place=home,
        )  # fmt: skip
    person.refresh_from_db()


def _reached(person: Person, number: str, at: datetime, how: ContactPoint.How | str) -> None:
    points = ContactPoint.objects.unscoped(why="the number of who was reached")
    points.filter(person=person, value=number, ended_in=None).update(
        verified_at=at, verified_how=how
    )


def _end(signup: Signup, end: Signup.End) -> None:
    signup.told, signup.step, signup.end, signup.ended_in = {}, "", end, current().entry
    signup.save(update_fields=["told", "step", "end", "ended_in"])


def _load(acting: Acting, args: Mapping[str, int | str]) -> dict[str, Any]:
    """The registration a message spoke of, and the button's value. Whose it is, the verb checks."""
    signups = Signup.objects.unscoped(why="named by a message; the verb checks whose it is")
    found = {"signup": signups.get(pk=int(args["signup"]))}
    if "step" in args and found["signup"].step != args["step"]:
        raise LookupError("a button of a question that has been answered")
    return found | ({"said": str(args["said"])} if "said" in args else {})


for _verb in ("signups.answer_signup", "signups.confirm_signup", "signups.stop_signup"):
    answerable(_verb, load=_load)

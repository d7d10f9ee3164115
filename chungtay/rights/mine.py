"""Everything we hold of one person, as that person sees it: sections of names and values.

Nothing here is of anybody else: of a household only the door, of a guardian only that there is
one, of an officer who looked only the post.
"""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from chungtay.access.links import SENT
from chungtay.access.models import Post
from chungtay.journal.models import Message
from chungtay.kit import clock, phones
from chungtay.lists.models import IntakeRow
from chungtay.people.models import Consent, ContactPoint, DoNotContact, Household, Person, Reading
from chungtay.people.purposes import registry as purposes
from chungtay.rights import board, clocks
from chungtay.rights.models import Request
from chungtay.rights.registry import Subject, showings

MOST = 200
"""Rows of one section; more of them is not kept of anybody we have met."""
Rows = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Section:
    code: str
    title: str
    rows: Rows


def sections(subject: Subject) -> list[Section]:
    """All of it, in the order of the page and of both downloads."""
    own = [
        Section("who", _("Tôi là ai"), _who(subject)),
        Section("contacts", _("Cách liên lạc với tôi"), _contacts(subject)),
        Section("consents", _("Tôi đã đồng ý điều gì"), _consents(subject)),
        Section("lists", _("Danh sách có tên tôi"), _lists(subject)),
    ]
    others = [
        Section(name, str(showing.words), list(showing.rows(subject)))
        for name, showing in showings.items()
    ]
    after = [
        Section("messages", _("Tin phường đã viết cho tôi"), _messages(subject)),
        Section("requests", _("Yêu cầu của tôi"), _requests(subject)),
        Section("readings", _("Ai đã xem hồ sơ của tôi"), readings(subject)),
    ]
    return [*own, *others, *after]


def _who(subject: Subject) -> Rows:
    persons = Person.objects.unscoped(why="a person's own rows, on their own page")
    rows: Rows = []
    for person in persons.filter(pk__in=subject.person_ids).select_related("place"):
        rows += [
            (_("Họ tên"), person.name),
            (_("Năm sinh"), str(person.birth_year or _("chưa ghi"))),
            (_("Nơi ở"), person.place.full_name),
            (_("Ngôn ngữ"), str(person.get_language_display())),
        ]
    homes = Household.objects.unscoped(why="the door of a person's own household").crossing(
        "members", why="only of the person themselves"
    )
    mine = homes.filter(members__in=subject.person_ids, ended_in=None).distinct()
    return rows + [(_("Địa chỉ của hộ"), home.address) for home in mine]


def _contacts(subject: Subject) -> Rows:
    points = ContactPoint.objects.unscoped(why="a person's own contact points, on their own page")
    rows = []
    for point in points.filter(actor__in=subject.actor_ids, ended_in=None).order_by("pk"):
        phone = point.kind == ContactPoint.Kind.PHONE
        value = phones.display(point.value) if phone else point.value.rpartition("/")[2]
        checked = _("đã kiểm tra %(day)s") % {"day": clock.day(point.verified_at)} \
            if point.verified_at else _("chưa kiểm tra")  # fmt: skip
        rows.append((str(point.get_kind_display()), f"{value} · {checked}"))
    silent = DoNotContact.objects.unscoped(why="a person's own wish, on their own page")
    for wish in silent.filter(actor__in=subject.actor_ids, ended_at=None):
        rows.append((_("Đừng liên lạc với tôi"), _("từ %(day)s") % {"day": clock.day(wish.since)}))
    return rows


def name_of(purpose: str) -> str:
    known = purposes.get(purpose)
    return str(known.name or known.text) if known else purpose


@dataclass(frozen=True, slots=True)
class Word:
    """A consent, as its person reads it: what for, the very words, since when. `purpose` is empty
    where it was taken back."""

    name: str
    text: str
    said: str
    purpose: str


def words(subject: Subject) -> list[Word]:
    """Every consent, standing or taken back."""
    rows = Consent.objects.unscoped(why="a person's own consents, on their own page")
    found = []
    for consent in rows.filter(actor__in=subject.actor_ids).order_by("given_at"):
        parts = {"day": clock.day(consent.given_at), "means": consent.get_means_display()}
        said = _("từ %(day)s, %(means)s") % parts
        if consent.guardian_id:
            said += _(", người đại diện nói thay")
        if consent.withdrawn_at:
            said += _(", đã rút %(day)s") % {"day": clock.day(consent.withdrawn_at)}
        standing = "" if consent.withdrawn_at else consent.purpose
        known = purposes.get(consent.purpose)
        text = str(known.text) if known else ""
        found.append(Word(name_of(consent.purpose), text, said, standing))
    return found


def _consents(subject: Subject) -> Rows:
    return [(word.name, word.said) for word in words(subject)]


def _lists(subject: Subject) -> Rows:
    rows = IntakeRow.objects.unscoped(why="lists that name the person, on their own page").crossing(
        "intake", why="whose list it was"
    )
    found = rows.filter(person__in=subject.person_ids).select_related("intake__brought_in")
    return [
        (row.intake.keeper, _("nhận %(day)s") % {"day": clock.day(row.intake.brought_in.at)})
        for row in found[:MOST]
    ]


def _messages(subject: Subject) -> Rows:
    said = Message.objects.filter(recipient__in=subject.actor_ids).exclude(purpose__in=SENT)
    return [(clock.moment(row.created_at), row.text) for row in said.order_by("-pk")[:MOST]]


def requests_of(subject: Subject) -> Any:
    rows = Request.objects.unscoped(why="a person's own requests, on their own page")
    return rows.with_steps().filter(actor__in=subject.actor_ids).order_by("-received_at")


def _requests(subject: Subject) -> Rows:
    rows: Rows = []
    for row in requests_of(subject)[:MOST]:
        ending = board.step(row, "ending")
        state = (
            str(ending.get_how_display())
            if ending
            else _("hạn hết ngày %(day)s") % {"day": clocks.last_day(row.fulfil_by)}
        )
        what = str(row.get_what_display())
        rows.append((f"{clock.day(row.received_at)} · {what}", state))
    return rows


def readings(subject: Subject) -> Rows:
    """When the person's page was opened, and by which post: never by whom."""
    rows = Reading.objects.unscoped(why="who has read about a person, shown to that person")
    found = list(rows.filter(person__in=subject.person_ids).order_by("-at")[:MOST])
    posts = Post.objects.filter(account__actor__in={row.actor_id for row in found})
    held: dict[int, list[Post]] = {}
    for post in posts.select_related("account", "place"):
        held.setdefault(post.account.actor_id, []).append(post)
    return [(clock.moment(row.at), _office(held.get(row.actor_id, []), row)) for row in found]


def _office(posts: list[Post], reading: Reading) -> str:
    """The post held at that moment, as a role at a place."""
    at = reading.at
    then = [p for p in posts if p.starts_at <= at and (p.ends_at is None or p.ends_at > at)]
    titles = sorted({f"{post.get_role_display()}, {post.place.full_name}" for post in then})
    return "; ".join(titles) or _("cán bộ")

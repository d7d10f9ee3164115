"""The page of a person, composed: what people, blood and the journal say of them to one reader."""

from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from chungtay.donors.models import Donor
from chungtay.journal import naming
from chungtay.journal.act import words_of
from chungtay.journal.models import Entry
from chungtay.journal.rows import entries, readable
from chungtay.kit import clock
from chungtay.kit.acting import Acting
from chungtay.people.merging import persons_of
from chungtay.people.models import Correction, Person
from chungtay.people.showing import parts

ACTS = 12


def context(acting: Acting, person: Person) -> dict[str, Any]:
    """What the page shows; a part this reader may not see is not there."""
    ids = list(
        persons_of(person).filter(place__in=acting.reach() or ()).values_list("pk", flat=True)
    )
    place = person.place_id
    return {
        "parts": parts(acting, person),
        "acts": _acts(acting, ids) if acting.may("journal.read", place) else [],
        "donor": _donor(acting, ids) if acting.may("blood.read", place) else None,
        "rights": _rights(acting, person),
    }


def _rights(acting: Acting, person: Person) -> list[dict[str, str]]:
    """What the desk of rights may do for this person, where this reader sits at it."""
    asked = {
        "url": f"{reverse('rights:new')}?nguoi={person.pk}", "icon": "shield-check",
        "heading": _("Ghi yêu cầu về dữ liệu"), "meta": _("xem, sửa, rút, xóa"),
    }  # fmt: skip
    page = {
        "url": reverse("rights:send_own_page", args=[person.pk]), "icon": "link",
        "heading": _("Gửi trang của chính người này"),
        "meta": _("qua Zalo của họ, mở bằng số cuối"),
    }  # fmt: skip
    report = {
        "url": reverse("groups:give_report_link", args=[person.pk]), "icon": "megaphone",
        "heading": _("Đưa đường dẫn báo tin"), "meta": _("viết cho phường không cần mật khẩu"),
    }  # fmt: skip
    offered = {
        "rights.receive": asked, "rights.send_own_page": page, "groups.give_report_link": report,
    }  # fmt: skip
    return [link for verb, link in offered.items() if acting.may(verb, person.place_id)]


def _donor(acting: Acting, ids: list[int]) -> str | None:
    """That somebody is of the register, since when; nothing of their blood (LOOK, Avoid)."""
    donors = Donor.objects.visible_to(acting).filter(person__in=ids, ended_in=None)
    since = donors.order_by("pk").values_list("registered_in__at", flat=True).first()
    return _("Trong sổ người hiến từ %(day)s") % {"day": clock.day(since)} if since else None


def _acts(acting: Acting, ids: list[int]) -> list[dict[str, Any]]:
    """The latest acts that concern this person, as the journal tells them."""
    subjects = [f"people.person:{pk}" for pk in ids]
    registered = Person.objects.visible_to(acting).filter(pk__in=ids).values("registered_in")
    # First which, by their index; the journal's own order would read it backwards to the end.
    found = Entry.objects.filter(Q(subject__in=subjects) | Q(pk__in=registered))
    chosen = sorted(found.values_list("pk", flat=True), reverse=True)[: 5 * ACTS]
    shown = readable(acting, entries(acting).filter(pk__in=chosen))[:ACTS]
    names = naming.doers([entry.actor_id for entry in shown], acting)
    fields = dict(
        Correction.objects.visible_to(acting)
        .filter(person__in=ids, entry__in=chosen)
        .values_list("entry", "fields")
    )
    return [
        {
            "entry": entry, "words": words_of(entry.verb), "who": names[entry.actor_id],
            "day": clock.day(entry.at),
            "fields": ", ".join(_field(name) for name in fields.get(entry.pk, [])),
        }
        for entry in shown
    ]  # fmt: skip


def _field(name: str) -> str:
    words = {
        "name": _("họ tên"), "birth_year": _("năm sinh"), "language": _("ngôn ngữ"),
        "place": _("nơi ở"),
    }  # fmt: skip
    return words[name]

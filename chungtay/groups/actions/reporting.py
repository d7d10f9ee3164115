"""A personal link to report by, without an account: it writes as somebody and reads nothing."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from chungtay.access import links
from chungtay.access.models import Link
from chungtay.groups.models import Arrival, ReportLink
from chungtay.groups.outliving import outlived
from chungtay.inbox.conversations import LONGEST, wrote
from chungtay.journal.act import action, current, tell
from chungtay.journal.models import Message
from chungtay.journal.system import System
from chungtay.kit.acting import Acting
from chungtay.kit.errors import Refused
from chungtay.people.actions.households import locked as held
from chungtay.people.models import Person
from chungtay.rights.actions.own import is_being_erased
from chungtay.rights.holdings import BLANK

REPORT = "groups.report"
"""Purpose of the link, and the one verb it opens."""
LASTS = timedelta(days=90)
MOST_A_DAY = 30
"""Reports by one link in 24 hours."""
MOST_WORDS, MOST_WHERE = 2000, 200


class NoLink(Refused):
    code = "no_report_link"


class AlreadyEnded(Refused):
    code = "report_link_ended"


class NotAReport(Refused):
    code = "report_invalid"


class TooManyReports(Refused):
    code = "too_many_reports"


@dataclass(frozen=True, slots=True)
class Reporter:
    """Who came by the link: may write in its person's name, where that person lives."""

    actor_id: int
    place_id: int

    def may(self, verb: str, place_id: int | None) -> bool:
        return verb == REPORT and place_id == self.place_id

    def reach(self) -> frozenset[int]:
        return frozenset()


@action("groups.give_report_link", on="person", words=_("đưa đường dẫn báo tin"))
def give_report_link(*, actor: Acting, at: datetime, person: Person, site: str = "") -> str:
    """A link of the person's own, for 90 days; the token, for the only time. An earlier one is dead
    from now on. `site` ("https://…"): they asked for it, send it to their Zalo too."""
    person = held(person)  # of two at once, the second ends the first's
    if not person.name:
        raise NoLink(_("Dữ liệu của người này đã xóa."), code="erased")
    if is_being_erased(person):
        raise NoLink(_("Đang xóa dữ liệu của người này."), code="being_erased")
    for earlier in standing(person):
        _end(earlier, at)
    token = links.make(
        REPORT, at=at, lasts=LASTS, actor_id=person.actor_id, place_id=person.place_id
    )
    ReportLink.objects.create(
        link=Link.objects.get(digest=links.digest(token)), person=person, place_id=person.place_id,
        actor_id=person.actor_id, given_at=at, given_in=current().entry,
    )  # fmt: skip
    if site:
        address = site + reverse("groups:enter_report", args=[token])
        with override(person.language):
            text = say("Đường dẫn báo tin riêng của anh/chị, không cần mật khẩu: %(address)s")
            after = say("Xin đừng chuyển cho ai: ai cầm là viết được thay anh/chị.")
            tell(
                person.actor_id, purpose=links.REPORT_LINK,
                text=f"{text}\n{after}" % {"address": address}, urgent=True, expires_at=at + LASTS,
            )  # fmt: skip
    return token


def standing(person: Person) -> list[ReportLink]:
    """Links of the person that nobody has ended, locked."""
    rows = ReportLink.objects.unscoped(why="the links of the person an act concerns")
    found = rows.standing().filter(person=person)
    return list(found.select_for_update(no_key=True, of=("self",)))


@action("groups.end_report_link", on="report_link", words=_("thu lại đường dẫn báo tin"))
def end_report_link(*, actor: Acting, at: datetime, report_link: ReportLink) -> ReportLink:
    """Lost, forwarded, not wanted any more: it opens nothing from now on."""
    mine = locked(report_link)
    if mine.ended_in_id is not None:
        raise AlreadyEnded(_("Đường dẫn này đã thu lại rồi."))
    return _end(mine, at)


def locked(report_link: ReportLink) -> ReportLink:
    rows = ReportLink.objects.unscoped(why="the link an act concerns, checked by its duty")
    mine: ReportLink = rows.select_for_update(no_key=True, of=("self",)).get(pk=report_link.pk)
    return mine


def _end(mine: ReportLink, at: datetime) -> ReportLink:
    Link.objects.filter(pk=mine.link_id, revoked_at=None, used_at=None).update(revoked_at=at)
    Message.objects.filter(entry=mine.given_in_id, recipient=mine.actor_id).update(text=BLANK)
    mine.ended_in = current().entry
    mine.save(update_fields=["ended_in"])
    return mine


@action("groups.report", on="report_link", words=_("báo tin bằng đường dẫn riêng"))
def report(
    *, actor: Acting, at: datetime, report_link: ReportLink, words: str, where: str = ""
) -> Arrival:
    """What the person reports, in their name; `where` in their own words, if they say."""
    mine = locked(report_link)
    alive = Link.objects.filter(pk=mine.link_id, revoked_at=None, expires_at__gt=at).exists()
    if mine.ended_in_id is not None or not alive or outlived([mine], at):
        raise links.DeadLink
    words, where = words.strip(), " ".join(where.split())
    if not words or len(words) > MOST_WORDS or len(where) > MOST_WHERE:
        raise NotAReport(_("Ghi điều muốn báo, nhiều nhất 2.000 chữ."))
    rows = Arrival.objects.unscoped(why="how much came by the link in hand")
    if rows.filter(report_link=mine, arrived_at__gt=at - timedelta(days=1)).count() >= MOST_A_DAY:
        raise TooManyReports(
            _("Hôm nay đã nhận nhiều tin từ đường dẫn này. Việc gấp xin gọi 113, 114, 115.")
        )
    person: Person = Person.objects.unscoped(why="whose link it is").get(pk=mine.person_id)
    text = words + ("\n\n" + _("Nơi: %(where)s") % {"where": where} if where else "")
    letter = wrote(
        place=mine.place, channel=None, source="web", actor_id=mine.actor_id, name=person.name,
        text=text[:LONGEST], at=at,
    )  # fmt: skip
    made: Arrival = Arrival.objects.create(
        place_id=letter.place_id, letter=letter, way=Arrival.Way.REPORT, report_link=mine,
        arrived_at=at, arrived_in=current().entry,
    )  # fmt: skip
    return made


def try_once(report_link: ReportLink) -> bool:
    """Use one try of the second factor up, before it is looked at: whether there was one left. Of
    many at once no more get through. Call outside a transaction that may be rolled back."""
    rows = ReportLink.objects.unscoped(why="the link this browser came in by")
    mine = rows.filter(pk=report_link.pk, misread__lt=links.MOST_WRONG)
    left = bool(mine.update(misread=F("misread") + 1))
    report_link.refresh_from_db(fields=["misread"])
    return left


def recognised(report_link: ReportLink) -> None:
    """The right second factor: the wrong ones before it are forgotten."""
    rows = ReportLink.objects.unscoped(why="the link this browser came in by")
    rows.filter(pk=report_link.pk).update(misread=0)


def end_outlived(at: datetime) -> int:
    """End every link whose ground has gone (`outliving`); how many."""
    rows = ReportLink.objects.unscoped(why="links whose ground has gone, whoever has them")
    gone = outlived(
        list(rows.standing().filter(link__revoked_at=None, link__expires_at__gt=at)), at
    )
    for mine in gone:
        with suppress(AlreadyEnded):  # an officer was quicker
            end_report_link(actor=System("groups"), at=at, report_link=mine)
    return len(gone)


def forget_dead_links(at: datetime) -> int:
    """Take the address out of messages whose link has expired; how many."""
    rows = ReportLink.objects.unscoped(why="links that open nothing any more, whoever has them")
    dead = rows.filter(link__expires_at__lte=at)
    old = Message.objects.filter(entry__in=dead.values("given_in"), purpose=links.REPORT_LINK)
    return int(old.exclude(text=BLANK).update(text=BLANK))

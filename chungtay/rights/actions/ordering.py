"""An officer orders an erasure. It stops what goes out at once; a job does the rest (`tasks`)."""

from datetime import datetime, timedelta

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from chungtay.access.models import Account
from chungtay.access.seconding import seconded
from chungtay.journal.act import action, current
from chungtay.kit.acting import Acting
from chungtay.kit.errors import Refused
from chungtay.people.merging import persons_of
from chungtay.people.models import ContactPoint, Merge
from chungtay.rights.actions.erasing import NotErasable, carried_out_for, stop
from chungtay.rights.actions.requests import open_row
from chungtay.rights.models import Order, Request
from chungtay.traces.subject import subject_of, with_answered

SETTLED = timedelta(days=30)
"""So long before a request nobody may have changed who the person is, for one officer to order."""


class NeedsSecond(Refused):
    """One officer alone wrote the request down: another says yes before it is carried out."""

    code = "needs_second_person"


@action("rights.erase", on="request", words=_("ra lệnh xóa dữ liệu của một người"))
def erase(*, actor: Acting, at: datetime, request: Request) -> Order:
    """Order that the person who asked for it is erased. From now on they get no message and no
    link of theirs opens; the request ends when `carry_out` has proved that nothing is left."""
    locked = open_row(request)
    check(locked)
    if needs_second(locked) and not seconded():
        raise NeedsSecond(_("Xóa rồi không lấy lại được: cần một người nữa duyệt."))
    stop(at, with_answered(subject_of(carried_out_for(locked))))
    order: Order = Order.objects.create(
        place_id=locked.place_id, request=locked, entry=current().entry
    )
    return order


def check(request: Request) -> None:
    """Refuse what no yes of anybody can make right."""
    if request.what != Request.What.DELETE:
        raise NotErasable(_("Người này không yêu cầu xóa. Ghi yêu cầu xóa trước đã."))


def needs_second(request: Request) -> bool:
    """Not where the persons themselves asked, on their own page, behind their Zalo and the digits
    of their telephone, nor to try again; docs/decisions says why."""
    themselves = request.received_in.actor_id == request.actor_id
    if themselves and request.came == Request.Came.OWN_PAGE and not _newly_made(request):
        return False
    tries = Order.objects.unscoped(why="whether the request in hand was ordered before")
    return not tries.filter(request=request).exists()


def _newly_made(request: Request) -> bool:
    """Whether an officer lately said who this person is: the link of an own page goes to any Zalo
    of whoever is one person, so one officer could join a row of their own to a stranger's, or write
    their own Zalo down there, and ask as that stranger. A merge that was undone since, or made
    after the request, counts too."""
    since = request.received_at - SETTLED
    ids = list(persons_of(carried_out_for(request)).values_list("pk", flat=True))
    merges = Merge.objects.unscoped(why="since when the rows of one person are one")
    lately = merges.filter(Q(kept__in=ids) | Q(gone__in=ids), merged_in__at__gt=since)
    if lately.exists():
        return True
    points = ContactPoint.objects.unscoped(why="who wrote down the Zalo a link went to")
    written = points.filter(
        person__in=ids, kind=ContactPoint.Kind.ZALO, added_in__at__gt=since,
        added_in__actor__in=Account.objects.values("actor"),
    )  # fmt: skip
    return bool(written.exists())

"""What a person asks, and what is done about it. Source of terms: Decree 356/2025, Art. 5."""

from contextlib import suppress
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from chungtay.journal.act import action, current, sane_time
from chungtay.journal.system import System
from chungtay.kit.acting import Acting
from chungtay.kit.errors import Refused
from chungtay.people.actions import NotGiven, withdraw_consent
from chungtay.people.merging import persons_of
from chungtay.people.models import Consent, Person
from chungtay.rights import clocks, telling
from chungtay.rights.models import Answer, Ending, Extension, Order, Request


class AlreadyDone(Refused):
    code = "request_step_done"


class AlreadyEnded(Refused):
    code = "request_ended"


class BeingErased(Refused):
    code = "being_erased"


class NotWithinTheTerm(Refused):
    code = "request_term"


@action("rights.receive", on="person", words=_("ghi một yêu cầu về dữ liệu"))
def receive(
    *, actor: Acting, at: datetime, person: Person, what: Request.What, came: Request.Came,
    received_at: datetime | None = None, third: bool = False, wish: str = "", purpose: str = "",
) -> Request:  # fmt: skip
    """Write down what a person asks. The clock runs from `received_at` (now, unless it came by
    paper or telephone before). A consent is taken back at once, this `purpose` or all of them; one
    taken back on the person's own page needs nothing more from us."""
    if not person.name:
        raise AlreadyEnded(_("Dữ liệu của người này đã xóa, không còn gì để yêu cầu."))
    received_at = received_at or at
    sane_time(received_at)
    if received_at > at:
        raise NotWithinTheTerm(_("Ngày nhận phải từ hôm nay trở về trước."), code="not_yet")
    terms = clocks.terms(what, third, received_at)
    request: Request = Request.objects.create(
        place_id=person.place_id, person=person, actor_id=person.actor_id, what=what, came=came,
        third=third, wish=" ".join(wish.split())[:1000], received_at=received_at,
        answer_by=terms.answer_by, fulfil_by=terms.fulfil_by, received_in=current().entry,
    )  # fmt: skip
    if what == Request.What.WITHDRAW:
        take_back(actor, at, person, purpose)
        if came == Request.Came.OWN_PAGE and not third:
            end(request, Ending.How.DONE)
    return request


def take_back(actor: Acting, at: datetime, person: Person, purpose: str = "") -> None:
    """Withdraw this consent, or all that stand, of the person and whoever is the same person."""
    standing = Consent.objects.unscoped(why="the consents of a person in hand").filter(
        person__in=persons_of(person).values("pk"), withdrawn_at=None
    )
    if purpose:
        standing = standing.filter(purpose=purpose)
    end_consents(actor, at, standing)


def end_consents(actor: Acting, at: datetime, standing: Any) -> None:
    """Withdraw these standing consents of one person, each purpose once: the withdrawal ends it on
    every row that is this person."""
    rows = standing.crossing("person", why="the row the consent was given on")
    mine: dict[str, list[Consent]] = {}
    for consent in rows.select_related("person").order_by("pk"):
        mine.setdefault(consent.purpose, []).append(consent)
    for purpose, consents in sorted(mine.items()):
        # Who takes a request down need not keep consents: then the machine does it for them.
        kept = [c for c in consents if actor.may("people.withdraw_consent", c.place_id)]
        who = actor if kept else System("rights")
        with suppress(NotGiven):  # taken back by somebody else in this moment
            withdraw_consent(actor=who, at=at, person=(kept or consents)[0].person, purpose=purpose)


def open_row(request: Request) -> Request:
    """The request, locked, if it has not ended and nobody is being erased for it."""
    _is_not_ordered(request)  # asked first: while it is carried out, the row is locked for long
    rows = Request.objects.unscoped(why="the request itself is in hand").crossing(
        "person", why="who it was that asked"
    )
    locked: Request = (
        rows.select_related("person").select_for_update(of=("self",)).get(pk=request.pk)
    )
    if Ending.objects.unscoped(why="whether the request in hand has ended").filter(request=locked):
        raise AlreadyEnded(_("Yêu cầu này đã khép lại trước đó."))
    _is_not_ordered(request)
    return locked


def _is_not_ordered(request: Request) -> None:
    if standing_orders().filter(request=request).exists():
        raise BeingErased(_("Đã có lệnh xóa người này, máy đang làm. Chờ xong rồi xem kết quả."))


def standing_orders() -> Any:
    """Orders to erase that have neither failed nor been carried out."""
    orders = Order.objects.unscoped(why="whether somebody is being erased")
    whole = orders.crossing("request", "request__ending", why="whether it has ended")
    return whole.filter(failed_in=None, request__ending=None)


@action("rights.answer", on="request", words=_("báo đã nhận yêu cầu"))
def answer(*, actor: Acting, at: datetime, request: Request, means: Answer.Means) -> Answer:
    """Tell the person that we have it, and until when it will be done. Late is late, and shown."""
    locked = open_row(request)
    try:
        with transaction.atomic():
            row: Answer = Answer.objects.create(
                place_id=locked.place_id, request=locked, means=means, entry=current().entry
            )
    except IntegrityError as error:
        if "request" not in str(error):
            raise
        raise AlreadyDone(_("Người này đã được báo rồi.")) from error
    if means == Answer.Means.ZALO:
        telling.received(locked)
    return row


@action("rights.extend", on="request", words=_("xin thêm ngày cho một yêu cầu"))
def extend(*, actor: Acting, at: datetime, request: Request, days: int, reason: str) -> Extension:
    """More time, once, before the term is over, no longer than the rule allows, with a reason."""
    locked = open_row(request)
    most = clocks.most_days(locked.what, at)
    if not 1 <= days <= most:
        raise NotWithinTheTerm(
            _("Chỉ thêm được từ 1 đến %(most)s ngày.") % {"most": most}, code="days"
        )
    if at >= locked.fulfil_by:
        raise NotWithinTheTerm(_("Đã quá hạn làm xong, không thêm ngày được nữa."))
    if not reason.strip():
        raise NotWithinTheTerm(_("Ghi lý do cần thêm ngày."), code="reason")
    try:
        with transaction.atomic():
            row: Extension = Extension.objects.create(
                place_id=locked.place_id, request=locked, days=days,
                reason=" ".join(reason.split())[:300], entry=current().entry,
            )  # fmt: skip
    except IntegrityError as error:
        if "request" not in str(error):
            raise
        raise AlreadyDone(_("Mỗi yêu cầu chỉ thêm ngày được một lần.")) from error
    locked.fulfil_by = clocks.extended(locked.fulfil_by, days)
    locked.save(update_fields=["fulfil_by"])
    telling.needs_longer(locked, row.reason)
    return row


@action("rights.fulfil", on="request", words=_("làm xong một yêu cầu"))
def fulfil(*, actor: Acting, at: datetime, request: Request, note: str = "") -> Ending:
    """What was asked is done. A deletion is done by `erase`, which ends its request itself."""
    locked = open_row(request)
    if locked.what == Request.What.DELETE:
        raise NotWithinTheTerm(_("Yêu cầu xóa chỉ khép lại khi đã xóa xong."), code="erase_first")
    telling.done(locked)
    return end(locked, Ending.How.DONE, note=note)


@action("rights.refuse", on="request", words=_("từ chối một yêu cầu, có căn cứ"))
def refuse(
    *, actor: Acting, at: datetime, request: Request, ground: Ending.Ground, note: str = ""
) -> Ending:
    """Not done, on a ground the law knows; the person is told which, and where to complain."""
    locked = open_row(request)
    if ground not in Ending.Ground.values:
        raise NotWithinTheTerm(_("Chọn căn cứ của việc từ chối."), code="ground")
    telling.refused(locked, Ending.Ground(ground))
    return end(locked, Ending.How.REFUSED, ground=ground, note=note)


def end(request: Request, how: Ending.How, *, ground: str = "", note: str = "") -> Ending:
    """The last row of a request, in the act that ends it."""
    row: Ending = Ending.objects.create(
        place_id=request.place_id, request=request, how=how, ground=ground,
        note=" ".join(note.split())[:500], entry=current().entry,
    )  # fmt: skip
    return row

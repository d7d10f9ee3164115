"""Requests as the pages show them: words, clocks, steps."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from chungtay.kit import clock
from chungtay.kit.acting import Acting
from chungtay.kit.timeline import done
from chungtay.rights import clocks, progress
from chungtay.rights.models import Ending, Order, Request
from chungtay.rights.spots import said

ERASED = "—"


def step(row: Any, name: str) -> Any:
    """The one answer, extension or ending of a request; None if there is none yet."""
    return getattr(row, name, None)


@dataclass(frozen=True, slots=True)
class Shown:
    """A request in a list."""

    pk: int
    name: str
    what: str
    meta: str
    state: str
    tone: str
    clock: clock.Clock | None


def name_of(request: Request) -> str:
    return request.person.name or _("Người đã xóa dữ liệu")


def shown(request: Request, at: datetime, *, unconfirmed: bool = False) -> Shown:
    """`unconfirmed`: an erasure was asked for, and waits for another person's yes."""
    ending = step(request, "ending")
    answered = step(request, "answer") is not None
    if ending is not None:
        done = ending.how == Ending.How.DONE
        state, tone = str(ending.get_how_display()), "ok" if done else "off"
    elif unconfirmed:
        state, tone = _("chờ người thứ hai duyệt"), "wait"
    elif answered:
        state, tone = _("đang làm"), "wait"
    else:
        state, tone = _("chưa báo người ấy"), "wait"
    came = {"day": clock.day(request.received_at), "came": str(request.get_came_display())}
    return Shown(
        pk=request.pk, name=name_of(request), what=str(request.get_what_display()),
        meta=_("nhận %(day)s, %(came)s") % came, state=state, tone=tone,
        clock=None if ending else running(request, at, answered=answered),
    )  # fmt: skip


def running(request: Request, at: datetime, *, answered: bool) -> clock.Clock:
    return clocks.running(
        at, received_at=request.received_at, answer_by=request.answer_by,
        fulfil_by=request.fulfil_by, answered=answered,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class UnderWay:
    """An erasure that is ordered: how far it is, 0 to 1, and in words."""

    share: float
    words: str


def orders_of(request: Request, acting: Acting) -> list[Order]:
    """Its orders to erase, the first first."""
    orders = Order.objects.visible_to(acting).filter(request=request).order_by("pk")
    return list(orders.select_related("entry__part_of", "failed_in"))


def under_way(request: Request, orders: list[Order]) -> UnderWay | None:
    if not orders or orders[-1].failed_in or step(request, "ending"):
        return None
    number, many = progress.step_of(orders[-1].pk), len(progress.STEPS)
    if not number:
        return UnderWay(0, _("Chờ máy bắt đầu, trong vòng mười giây."))
    words = {"n": number, "many": many, "what": progress.STEPS[number - 1]}
    return UnderWay((number - 1) / many, _("Bước %(n)s trên %(many)s: %(what)s.") % words)


def short(request: Request, orders: list[Order]) -> dict[str, Any] | None:
    """What the last try left, if it fell short and the request is still open."""
    if not orders or not orders[-1].failed_in or step(request, "ending"):
        return None
    return {"at": clock.moment(orders[-1].failed_in.at), "left": said(orders[-1].left)}


def _tries(orders: list[Order], names: dict[int, str]) -> list[dict[str, Any]]:
    rows = []
    for order in orders:
        who, yes = names.get(order.entry.actor_id, ""), order.entry.part_of
        if yes is not None:
            parts = {"who": who, "second": names.get(yes.actor_id, "")}
            who = _("%(who)s xin, %(second)s duyệt") % parts
        rows.append(done(_("Đã ra lệnh xóa"), order.entry.at, who))
        if order.failed_in:
            text, at = _("Chưa chứng minh được đã xóa"), clock.moment(order.failed_in.at)
            rows.append({"state": "stop", "text": text, "at": at})
    return rows


def steps(
    request: Request, at: datetime, names: dict[int, str], orders: list[Order]
) -> list[dict[str, Any]]:
    """The request as a thread of rows: received, answered, extended, ordered, ended."""
    answer, extension, ending = (step(request, n) for n in ("answer", "extension", "ending"))
    rows = [done(_("Đã nhận yêu cầu"), request.received_at, str(request.get_came_display()))]
    until = clocks.last_day(request.answer_by)
    if answer is not None:
        late = answer.entry.at >= request.answer_by
        note = f"{answer.get_means_display()} · {names.get(answer.entry.actor_id, '')}"
        rows.append(done(_("Đã báo người ấy"), answer.entry.at, note, late=late))
    elif ending is None:
        state = "late" if at >= request.answer_by else "now"
        text = _("Báo người ấy trước hết ngày %(day)s") % {"day": until}
        rows.append({"state": state, "text": text, "note": _("hạn 2 ngày làm việc")})
    if extension is not None:
        more = _("Thêm %(n)s ngày") % {"n": extension.days}
        rows.append(done(more, extension.entry.at, extension.reason))
    rows += _tries(orders, names)
    if ending is not None:
        late = ending.entry.at >= request.fulfil_by
        how = str(ending.get_how_display())
        note = " · ".join(filter(None, [
            str(ending.get_ground_display()) if ending.ground else "", ending.note,
            names.get(ending.entry.actor_id, ""),
        ]))  # fmt: skip
        rows.append(done(how[:1].upper() + how[1:], ending.entry.at, note, late=late))
    else:
        waiting = "now" if answer is not None else ""
        state = "late" if at >= request.fulfil_by else waiting
        day = {"day": clocks.last_day(request.fulfil_by)}
        rows.append({"state": state, "text": _("Làm xong trước hết ngày %(day)s") % day})
    return rows

"""The desk: requests with their clocks, one request, its letter."""

from datetime import datetime
from typing import Any

from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from chungtay.access.visiting import acting_of, attempt
from chungtay.approvals.models import Approval
from chungtay.journal import naming
from chungtay.kit import clock, phones
from chungtay.kit.acting import Acting
from chungtay.kit.duty import may
from chungtay.kit.errors import Refused
from chungtay.kit.vietnamese import fold
from chungtay.people.models import ContactPoint, Person
from chungtay.rights import actions, board, clocks
from chungtay.rights.confirming import VERB
from chungtay.rights.forms import (
    RECALLED,
    AnswerForm,
    EndingForm,
    ExtensionForm,
    FindForm,
    RefusalForm,
    RequestForm,
)
from chungtay.rights.models import Erasure, Order, Proof, Request
from chungtay.rights.spots import in_words

PAGE, FOUND = 30, 20
STATES = ("open", "late", "ended")


@may("rights.read")
@require_GET
def requests(request: HttpRequest) -> HttpResponse:
    """All requests within reach, the most urgent first; filtered by state and by what is asked."""
    acting, at = acting_of(request), clock.now()
    rows = Request.objects.visible_to(acting).with_steps()
    state = request.GET.get("trang-thai", "open")
    what = request.GET.get("viec", "")
    found = {"open": rows.open, "ended": rows.ended}.get(state, rows.open)()
    if state == "late":
        found = rows.late(at)
    if what in Request.What.values:
        found = found.filter(what=what)
    order = "-received_at" if state == "ended" else "fulfil_by"
    page = Paginator(found.order_by(order, "pk"), PAGE).get_page(request.GET.get("page"))
    every = Request.objects.visible_to(acting)
    counts = {"open": every.open().count(), "late": every.late(at).count()}
    unconfirmed = _unconfirmed([row.pk for row in page], acting, at)
    context = {
        "page": page, "state": state, "what": what,
        "rows": [board.shown(row, at, unconfirmed=row.pk in unconfirmed) for row in page],
        "open": counts["open"], "late": counts["late"], "tabs": _tabs(state, what, counts),
        "whats": Request.What.choices, "may_receive": acting.may("rights.receive", None),
    }  # fmt: skip
    return render(request, "rights/pages/requests.html", context)


def _tabs(state: str, what: str, counts: dict[str, int]) -> list[dict[str, Any]]:
    titles = {"open": _("Đang mở"), "late": _("Trễ hạn"), "ended": _("Đã khép")}
    tail = f"&viec={what}" if what else ""
    return [
        {"text": titles[name], "url": f"?trang-thai={name}{tail}", "count": counts.get(name, 0),
         "current": name == state}
        for name in STATES
    ]  # fmt: skip


@may("rights.receive")
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Write a request down: first whose it is, then what they ask."""
    acting, at = acting_of(request), clock.now()
    asked = request.GET.get("nguoi", "")
    if not (asked.isascii() and asked.isdecimal() and len(asked) < 19):
        find = FindForm(request.GET or None)
        found = _found(acting, find.data.get("q", "")) if find.is_bound and find.is_valid() else []
        context = {"form": find, "found": found, "searched": find.is_bound}
        return render(request, "rights/pages/whose.html", context)
    person = get_object_or_404(Person.objects.visible_to(acting), pk=asked)
    form = RequestForm(request.POST or None, at=at)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        made: list[Request] = []
        if attempt(
            request,
            lambda: made.append(
                actions.receive(
                    actor=acting,
                    at=at,
                    person=person,
                    what=Request.What(said["what"]),
                    came=Request.Came(said["came"]),
                    third=said["third"],
                    wish=said["wish"],
                    received_at=said["moment"],
                )
            ),
            done=_("Đã ghi yêu cầu. Đồng hồ chạy từ lúc nhận."),
        ):
            return redirect("rights:request", made[0].pk)
    return render(request, "rights/pages/new_request.html", {"form": form, "person": person})


def _found(acting: Acting, text: str) -> list[Person]:
    """Persons within reach by telephone, or by the beginning of their folded name."""
    persons = Person.objects.visible_to(acting).exclude(name="").filter(merged_into=None)
    try:
        number = phones.normalise(text)
    except Refused:
        named = persons.filter(folded__contains=fold(text)).order_by("sort_key")
        return list(named.select_related("place")[:FOUND])
    points = ContactPoint.objects.visible_to(acting).filter(value=number, ended_in=None)
    reached = persons.filter(pk__in=points.values("person"))
    return list(reached.order_by("sort_key").select_related("place")[:FOUND])


def one_of(request: HttpRequest, request_id: int) -> Request:
    rows = Request.objects.visible_to(acting_of(request)).with_steps()
    found: Request = get_object_or_404(rows, pk=request_id)
    return found


@may("rights.read")
@require_GET
@never_cache
def one(request: HttpRequest, request_id: int) -> HttpResponse:
    """One request: its thread, and the next step; how far it is while somebody is erased."""
    row = one_of(request, request_id)
    if request.htmx:  # type: ignore[attr-defined]
        return _still(request, row)
    return page_of(request, row)


def _still(request: HttpRequest, row: Request) -> HttpResponse:
    """What the page asks for every two seconds; the whole page once the erasure is over."""
    orders = board.orders_of(row, acting_of(request))
    under_way = board.under_way(row, orders)
    if under_way:
        context = {"row": row, "under_way": under_way}
        return render(request, "rights/pages/request/under_way.html#progress", context)
    answer = HttpResponse(status=204)
    answer["HX-Refresh"] = "true"
    return answer


def page_of(request: HttpRequest, row: Request, **said: Form) -> HttpResponse:
    """The page of a request; `said` are forms sent in that could not be followed, shown again."""
    acting, at = acting_of(request), clock.now()
    answer, ending = board.step(row, "answer"), board.step(row, "ending")
    orders = board.orders_of(row, acting)
    waiting = _waiting(row, acting, at)
    context = {
        "row": row, "shown": board.shown(row, at, unconfirmed=waiting is not None),
        "name": board.name_of(row), "waiting": waiting,
        "steps": board.steps(row, at, _names(row, orders, acting), orders),
        "under_way": board.under_way(row, orders), "short": board.short(row, orders),
        "facts": _facts(row), "proof": _proof(row, acting), "answered": answer is not None,
        "ended": ending is not None, "deleting": row.what == Request.What.DELETE,
        "answer_form": AnswerForm(), "extension_form": ExtensionForm(),
        "ending_form": EndingForm(), "refusal_form": RefusalForm(),
        "extended": board.step(row, "extension") is not None,
        "most": clocks.most_days(row.what, at), "in_time": at < row.fulfil_by,
        "may": {verb: acting.may(f"rights.{verb}", row.place_id)
                for verb in ("answer", "extend", "fulfil", "refuse", "erase", "send_own_page")},
    }  # fmt: skip
    context |= {**said, "again": next(iter(said.values()), None)}
    return render(
        request, "rights/pages/request.html", context, status=422 if said else 200
    )  # fmt: skip


def _names(row: Request, orders: list[Order], acting: Acting) -> dict[int, str]:
    kept = [board.step(row, name) for name in ("answer", "extension", "ending")]
    entries = [step.entry for step in [*kept, *orders] if step is not None]
    yes = [order.entry.part_of for order in orders if order.entry.part_of]
    return naming.names({entry.actor_id for entry in [*entries, *yes]}, acting)


def _waiting(row: Request, acting: Acting, at: datetime) -> Approval | None:
    """Where an officer asks a second person to confirm the erasure."""
    open_ = Approval.objects.visible_to(acting).waiting(at)
    found: Approval | None = open_.filter(verb=VERB, args={"request": row.pk}).first()
    return found


def _unconfirmed(ids: list[int], acting: Acting, at: datetime) -> set[int]:
    """Those of these requests whose erasure waits for another person's yes."""
    open_ = Approval.objects.visible_to(acting).waiting(at).filter(verb=VERB)
    found = open_.filter(args__request__in=ids).values_list("args__request", flat=True)
    return set(found)


def _facts(row: Request) -> list[tuple[str, str]]:
    rule = clocks.fulfil_rule(row.what, row.third, row.received_at)
    facts = [
        (_("Số"), str(row.pk)),
        (_("Nhận lúc"), clock.moment(row.received_at)),
        (_("Đến bằng"), str(row.get_came_display())),
        (_("Thời hạn"), rule.explain()),
    ]
    return [*facts, (_("Lời người ấy"), row.wish)] if row.wish else facts


def _proof(row: Request, acting: Acting) -> dict[str, Any] | None:
    """What the erasure of this request found and took out: places and counts."""
    erasure = Erasure.objects.visible_to(acting).filter(request=row).first()
    if erasure is None:
        return None
    rows = list(Proof.objects.visible_to(acting).filter(erasure=erasure).order_by("pk"))
    held = [
        (in_words(proof.spot), proof.found)
        for proof in rows
        if proof.kind == Proof.Kind.HOLDING and proof.found
    ]
    left = [
        (in_words(proof.spot), proof.left, proof.get_reason_display())
        for proof in rows
        if proof.left
    ]
    return {"erasure": erasure, "held": held, "left": left}


@may("rights.read")
@require_GET
def letter(request: HttpRequest, request_id: int) -> HttpResponse:
    """The answer as a letter to print and sign."""
    row, at = one_of(request, request_id), clock.now()
    ending = board.step(row, "ending")
    context = {
        "row": row, "name": row.person.name, "ending": ending, "place": row.place,
        "recalled": RECALLED,
        "extension": board.step(row, "extension"), "today": clock.today(at),
        "received": clock.day(row.received_at), "until": clocks.last_day(row.fulfil_by),
    }  # fmt: skip
    return render(request, "rights/pages/letter.html", context)

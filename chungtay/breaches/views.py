"""The register of breaches: when detected, whom we told, how it ended."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from chungtay.access.visiting import acting_of, attempt, own_place
from chungtay.breaches import actions, board
from chungtay.breaches.forms import BreachForm, ClosureForm, NoticeForm
from chungtay.breaches.models import Breach, BreachNotice
from chungtay.kit import clock
from chungtay.kit.acting import Acting
from chungtay.kit.duty import may
from chungtay.kit.errors import Refused

PAGE = 30


def _visible(acting: Acting):  # type: ignore[no-untyped-def]
    rows = Breach.objects.visible_to(acting).crossing(
        "closure", "notices", why="a breach is read with its own notices and end"
    )
    notices = BreachNotice.objects.unscoped(why="the notices of breaches already in hand")
    told = Prefetch("notices", notices.order_by("told_at"))
    return rows.select_related("closure__closed_in").prefetch_related(told)


@may("breaches.read")
@require_GET
def breaches(request: HttpRequest) -> HttpResponse:
    acting, at = acting_of(request), clock.now()
    page = Paginator(_visible(acting).order_by("-detected_at"), PAGE).get_page(
        request.GET.get("page")
    )
    rows = [
        {
            "row": row, "kinds": board.kinds_of(row), "at": clock.moment(row.detected_at),
            "clock": board.clock_of(row, at), "closed": board.closure_of(row),
        }
        for row in page
    ]  # fmt: skip
    open_ = _visible(acting).filter(closure=None).count()
    context = {"page": page, "rows": rows, "open": open_,
               "may_report": acting.may("breaches.report", None)}  # fmt: skip
    return render(request, "breaches/pages/breaches.html", context)


@may("breaches.report")
@require_http_methods(["GET", "POST"])
def report(request: HttpRequest) -> HttpResponse:
    acting, at = acting_of(request), clock.now()
    form = BreachForm(request.POST or None, at=at)
    if request.method == "POST" and form.is_valid():
        said, place = form.cleaned_data, own_place(request, "breaches.report")
        made: list[Breach] = []
        if attempt(
            request,
            lambda: made.append(
                actions.report(
                    actor=acting,
                    at=at,
                    place=place,
                    detected_at=said["moment"],
                    kinds=[Breach.Kind(kind) for kind in said["kinds"]],
                    what=said["what"],
                    persons=said["persons"],
                    measures=said["measures"],
                )
            ),
            done=_("Đã ghi. 72 giờ tính từ lúc phát hiện."),
        ):
            return redirect("breaches:breach", made[0].pk)
    return render(request, "breaches/pages/report.html", {"form": form})


@may("breaches.read")
@require_GET
def breach(request: HttpRequest, breach_id: int) -> HttpResponse:
    return _page(request, _one(request, breach_id))


def _page(request: HttpRequest, row: Breach, again: ClosureForm | None = None) -> HttpResponse:
    """One breach; `again` is what was said at its end and could not be followed."""
    acting, at = acting_of(request), clock.now()
    closed = board.closure_of(row) is not None
    told = {notice.to for notice in row.notices.all()}
    context = {
        "row": row, "clock": board.clock_of(row, at), "steps": board.steps(row, at),
        "facts": [
            (_("Số"), str(row.pk)), (_("Phát hiện"), clock.moment(row.detected_at)),
            (_("Dữ liệu"), board.kinds_of(row)),
            (_("Số người"), None if row.persons is None else str(row.persons)),
            (_("Chuyện đã xảy ra"), row.what), (_("Đã làm để ngăn lại"), row.measures or None),
        ],
        "closed": closed, "notice_form": NoticeForm(at=at), "again": again,
        "closure_form": again or ClosureForm(),
        "all_told": "authority" in told and (not row.people_too or "people" in told),
        "may_notify": not closed and acting.may("breaches.notify", row.place_id),
        "may_close": not closed and acting.may("breaches.close", row.place_id),
    }  # fmt: skip
    return render(request, "breaches/pages/breach.html", context, status=422 if again else 200)


def _one(request: HttpRequest, breach_id: int) -> Breach:
    found: Breach = get_object_or_404(_visible(acting_of(request)), pk=breach_id)
    return found


@may("breaches.notify")
@require_POST
def notify(request: HttpRequest, breach_id: int) -> HttpResponse:
    acting, at, row = acting_of(request), clock.now(), _one(request, breach_id)
    form = NoticeForm(request.POST, at=at)
    if form.is_valid():
        said = form.cleaned_data
        try:
            actions.notify(
                actor=acting, at=at, breach=row, to=BreachNotice.To(said["to"]),
                means=said["means"], told_at=said["moment"], late_reason=said["late_reason"],
            )  # fmt: skip
        except Refused as refused:
            form.add_error(None, str(refused.sentence))
        else:
            messages.success(request, _("Đã ghi là đã báo."))
            return redirect("breaches:breach", row.pk)
    return render(request, "breaches/pages/notify.html", {"form": form, "row": row})


@may("breaches.close")
@require_POST
def close(request: HttpRequest, breach_id: int) -> HttpResponse:
    acting, row, form = acting_of(request), _one(request, breach_id), ClosureForm(request.POST)
    if form.is_valid():
        try:
            actions.close(actor=acting, at=clock.now(), breach=row, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused.sentence))
        else:
            messages.success(request, _("Đã khép. Hồ sơ được giữ 5 năm."))
            return redirect("breaches:breach", row.pk)
    return _page(request, row, form)

"""Calls that donors reported: what waits to be looked into, and what came of it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as say
from django.views.decorators.http import require_GET, require_POST

from chungtay.access.visiting import acting_of, attempt
from chungtay.blood.models import Call
from chungtay.kit import clock
from chungtay.kit.duty import may
from chungtay.upkeep import actions
from chungtay.upkeep.doubted import listed
from chungtay.upkeep.models import Finding


@may("upkeep.read_doubts")
@require_GET
def doubts(request: HttpRequest) -> HttpResponse:
    acting = acting_of(request)
    rows = listed(acting)
    waiting = [row for row in rows if row.waits]
    context = {
        "waiting": waiting,
        "settled": [row for row in rows if not row.waits],
        "may_settle": acting.may("upkeep.settle_doubts", None),
    }
    return render(request, "upkeep/pages/doubts.html", context)


@may("upkeep.settle_doubts")
@require_POST
def settle(request: HttpRequest, call_id: int) -> HttpResponse:
    found = get_object_or_404(Call.objects.visible_to(acting_of(request)), pk=call_id)
    genuine = request.POST.get("verdict") == Finding.Verdict.GENUINE
    verdict = Finding.Verdict.GENUINE if genuine else Finding.Verdict.FALSE
    if request.POST.get("verdict") not in Finding.Verdict.values:
        return redirect("upkeep:doubts")
    attempt(
        request,
        lambda: actions.settle_doubts(
            actor=acting_of(request), at=clock.now(), call=found, verdict=verdict
        ),
        say("Đã ghi: lời gọi đúng. Người báo được cảm ơn.")
        if genuine
        else say("Đã dừng lời gọi. Mọi người được báo ngay."),
    )
    return redirect("upkeep:doubts")

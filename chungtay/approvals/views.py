"""What waits for me, what was decided lately, what I asked."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as say
from django.views.decorators.http import require_GET, require_POST

from chungtay.access.visiting import acting_of, attempt
from chungtay.approvals import actions
from chungtay.approvals.forms import AnswerForm
from chungtay.approvals.models import Approval, Decision
from chungtay.approvals.showing import shown, waiting_for
from chungtay.kit import clock
from chungtay.kit.duty import may

MOST = 30
LATELY = timedelta(days=30)


@may("approvals.read")
@require_GET
def waiting(request: HttpRequest) -> HttpResponse:
    acting, at = acting_of(request), clock.now()
    visible = Approval.objects.visible_to(acting)
    mine = visible.filter(asked_by=acting.actor_id).order_by("-pk")[:MOST]
    answered = (
        Decision.objects.visible_to(acting)
        .filter(by=acting.actor_id, at__gt=at - LATELY)
        .order_by("-at")
    )
    done = visible.filter(pk__in=answered.values("approval")).order_by("-pk")[:MOST]
    groups = [waiting_for(acting, at, MOST), list(done), list(mine)]
    rows = {row.pk: row for row in shown([a for group in groups for a in group], acting, at)}
    for_me, decided, asked = ([rows[a.pk] for a in group] for group in groups)
    context: dict[str, Any] = {
        "waiting": [row for row in for_me if row.mine],
        "decided": decided,
        "asked": asked,
        "reasons": Decision.Reason.choices,
    }
    return render(request, "approvals/pages/waiting.html", context)


@may("approvals.read")
@require_GET
def approval(request: HttpRequest, approval_id: int) -> HttpResponse:
    """One approval with its steps, for whoever may see the place."""
    acting = acting_of(request)
    found = _find(request, approval_id)
    (row,) = shown([found], acting, clock.now())
    context = {"row": row, "reasons": Decision.Reason.choices}
    return render(request, "approvals/pages/approval.html", context)


@may("approvals.decide")
@require_POST
def decide(request: HttpRequest, approval_id: int) -> HttpResponse:
    found = _find(request, approval_id)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        messages.error(request, form.first_error)
        return redirect("approvals:approval", approval_id=approval_id)
    data = form.cleaned_data
    yes = data["answer"] == "yes"
    done = say("Đã duyệt, việc đã được làm.") if yes else say("Đã trả lời không duyệt.")
    answered = attempt(
        request,
        lambda: actions.decide(
            actor=acting_of(request), at=clock.now(), approval=found, yes=yes,
            reason=data["reason"],
        ),
        done,
    )  # fmt: skip
    if answered:
        return redirect("approvals:waiting")
    return redirect("approvals:approval", approval_id=approval_id)


def _find(request: HttpRequest, approval_id: int) -> Approval:
    visible = Approval.objects.visible_to(acting_of(request))
    found: Approval = get_object_or_404(visible, pk=approval_id)
    return found

"""The register as counts, and whether it could answer a call. No page lists donors."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from chungtay.access.visiting import acting_of
from chungtay.donors import counting
from chungtay.donors.beside import learnt, shown
from chungtay.donors.forms import GROUPS, TonightForm
from chungtay.donors.readiness import ready
from chungtay.kit import clock
from chungtay.kit.duty import may
from chungtay.lists.models import Intake
from chungtay.transfusion.groups import Component, Group

MOST_COMMUNES = 200


@may("donors.read")
@require_GET
def registry(request: HttpRequest) -> HttpResponse:
    acting, at = acting_of(request), clock.now()
    lists = Intake.objects.visible_to(acting).filter(kind="blood.donors")
    may_take_in = acting.may("donors.bring_list", None)
    cells = counting.cells(at)
    rows = counting.by_group(cells, acting)
    context = {
        "rows": rows,
        "total": counting.total(cells, rows, acting),
        "communes": counting.by_commune(cells, acting)[:MOST_COMMUNES],
        "lists": list(lists.select_related("brought_in").order_by("-pk")[:10])
        if may_take_in else [],
        "may_take_in": may_take_in,
        "beside": shown(acting),
        "form": TonightForm(),
    }  # fmt: skip
    return render(request, "donors/pages/registry.html", context)


@may("donors.read")
@require_GET
def tonight(request: HttpRequest) -> HttpResponse:
    """Could we answer a call for so many units of this, for a patient of that group?"""
    acting, at = acting_of(request), clock.now()
    form = TonightForm(request.GET or None)
    context: dict[str, object] = {"form": form}
    if form.is_valid():
        said = form.cleaned_data
        small = counting.sees_small(acting)
        component, group = Component(said["component"]), Group(int(said["group"]))
        yes, habits = learnt()
        found = ready(
            component, group, said["units"], counting.askable(component, at), yes=yes,
            habits=habits,
        )  # fmt: skip
        context |= {
            "found": found, "group": dict(GROUPS)[said["group"]],
            "component": dict(form.fields["component"].choices)[said["component"]],  # type: ignore[attr-defined]
            "units": said["units"], "small": small, "why": found.why(exactly=small),
        }  # fmt: skip
    return render(request, "donors/pages/tonight.html", context)

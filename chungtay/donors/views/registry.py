"""The register as counts. No page lists donors."""

from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from chungtay.access.visiting import acting_of
from chungtay.donors.asking import REST, on_zalo
from chungtay.donors.forms import SHOWN
from chungtay.donors.models import Donor
from chungtay.donors.purposes import ASK
from chungtay.kit import clock
from chungtay.kit.duty import may
from chungtay.lists.models import Intake
from chungtay.people.models import Consent
from chungtay.transfusion.groups import GIVEN


@may("donors.read")
@require_GET
def registry(request: HttpRequest) -> HttpResponse:
    acting, at = acting_of(request), clock.now()
    lists = Intake.objects.visible_to(acting).select_related("brought_in").order_by("-pk")
    may_take_in = acting.may("donors.bring_list", None)
    rows = _counts(acting, at)
    keys = ("here", "all", *(component.value for component in GIVEN))
    context = {
        "rows": rows,
        "total": {key: sum(row[key] for row in rows) for key in keys},
        "lists": list(lists[:10]) if may_take_in else [],
        "may_take_in": may_take_in,
    }
    return render(request, "donors/pages/registry.html", context)


def _counts(acting: Any, at: datetime) -> list[dict[str, Any]]:
    """By group: how many live here, how many the province has, how many may be asked today."""
    agreed = Consent.objects.unscoped(why="counts of who may be asked").filter(
        actor=OuterRef("actor"), purpose=ASK.code, withdrawn_at=None
    )
    today = clock.today(at)
    rested = Q(last_asked_at=None) | Q(last_asked_at__lt=at - REST)
    of_age = Q(ask_until=None) | Q(ask_until__gt=today)
    ready = {
        component.value: Count(
            "pk", filter=rested & of_age & Q(**{f"next_{component}_on__lte": today})
        )
        for component in GIVEN
    }
    register = Donor.objects.unscoped(why="counts of the province's register, nobody's row")
    standing = register.filter(Exists(agreed), ended_in=None)
    everywhere = {
        row["group"]: row for row in standing.values("group").annotate(all=Count("pk")).order_by()
    }
    reached = standing.filter(Exists(on_zalo()))
    for row in reached.values("group").annotate(**ready).order_by():
        everywhere[row["group"]] |= row
    mine = Donor.objects.visible_to(acting).filter(Exists(agreed), ended_in=None)
    here = dict(mine.values_list("group").annotate(n=Count("pk")).order_by())
    nobody = {"all": 0} | {component.value: 0 for component in GIVEN}
    return [
        {"name": group.written, "here": here.get(group.value, 0)}
        | {k: v for k, v in (nobody | everywhere.get(group.value, {})).items() if k != "group"}
        for group in SHOWN
    ]

"""The rules, for everybody to read and check; and a case to try. Nothing is stored."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from chungtay.kit import clock, units
from chungtay.kit.amounts import NBSP, number
from chungtay.kit.duty import may
from chungtay.transfusion import eligibility, naming, platelets, showing, weight
from chungtay.transfusion.forms import CheckForm, RulesForm, kind_of
from chungtay.transfusion.groups import Component, Kind
from chungtay.transfusion.weight import Band


@may("anyone")
@require_safe
def rules(request: HttpRequest) -> HttpResponse:
    """Every rule of a day and a centre, whom which blood suits, and what changed."""
    today = clock.today(clock.now())
    form = RulesForm({"day": clock.day(today)} | request.GET.dict(), today=today)
    told = form.cleaned_data if form.is_valid() else {}
    on, centre, words = told.get("day", today), told.get("centre", ""), told.get("q", "").strip()
    topics = showing.topics(on, centre, words)
    context = {
        "form": form, "on": on, "today": today, "words": words, "topics": topics,
        "centre": naming.CENTRES[centre] if centre else "",
        "number": sum(block.number for topic in topics for block in topic.blocks),
        "tables": [] if words else _tables(centre),
        "changes": [] if words else [
            (change, naming.CENTRES[change.centre]) for change in showing.changes(centre or None)
        ],
    }  # fmt: skip
    return render(request, "transfusion/pages/rules.html", context)


def _tables(centre: str) -> list[dict[str, object]]:
    return [
        {
            "component": component.value, "title": naming.KINDS[component],
            "rows": showing.table(component, centre),
            "starred": component is Component.PLATELETS,
            "sources": platelets.sources(centre) if component is Component.PLATELETS else [],
        }
        for component in showing.COMPONENTS
    ]  # fmt: skip


@may("anyone")
@never_cache
@require_safe
def check(request: HttpRequest) -> HttpResponse:
    """May somebody who gave this then, and weighs that, be asked on a day? Asked by GET alone."""
    today = clock.today(clock.now())
    told = {"day": clock.day(today)} | request.GET.dict() if "wanted" in request.GET else None
    form = CheckForm(told, today=today)
    context: dict[str, object] = {"form": form}
    if form.is_valid():
        data = form.cleaned_data
        on, centre, wanted = data["day"], data["centre"], kind_of(data["wanted"])
        history = form.history()
        found = eligibility.answers(wanted, history, on=on, centre=centre)
        context |= {
            "on": on, "centre": naming.CENTRES[centre] if centre else "",
            "wanted": naming.KINDS[wanted], "found": found[0],
            "all": [(naming.name(one.code), one) for one in found],
            "most": _most(wanted, history.weight, on, centre),
            "rest": [
                (naming.name(rule.code), showing.value(rule))
                for rule in showing.in_force(on, centre)
                if rule.code.startswith("blood.rest.")
            ],
        }  # fmt: skip
    response = render(request, "transfusion/pages/check.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response


def _most(wanted: Kind, band: Band | None, on: date, centre: str) -> str:
    """ "450 ml"; "" where the weight is not known, or nobody so light may give."""
    taken = band and weight.most_taken(wanted, band, on=on, centre=centre)
    return f"{number(taken)}{NBSP}{units.unit('ml').name}" if taken else ""

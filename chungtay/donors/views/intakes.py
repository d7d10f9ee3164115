"""A club's list: uploaded, looked through, taken in; its faulty rows given back."""

import hashlib
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from chungtay.access.visiting import acting_of, own_place
from chungtay.donors import actions
from chungtay.donors import intake as reading
from chungtay.donors.forms import ListForm, TakeInForm
from chungtay.donors.models import Donor
from chungtay.donors.placing import Placer
from chungtay.donors.purposes import ASK
from chungtay.donors.tasks import finish_intake
from chungtay.kit import clock, dates, phones
from chungtay.kit.duty import may
from chungtay.kit.errors import Refused
from chungtay.lists.actions.rows import counts
from chungtay.lists.models import Intake, IntakeRow
from chungtay.people.models import Consent
from chungtay.places.models import Place
from chungtay.sheets import reasons
from chungtay.transfusion.groups import Group

SAMPLE, MOST_FAULTS = 5, 50


@may("donors.bring_list")
@require_http_methods(["GET", "POST"])
def bring(request: HttpRequest) -> HttpResponse:
    posted = request.method == "POST"
    form = ListForm(request.POST, request.FILES) if posted else ListForm()
    if request.method == "POST" and form.is_valid():
        try:
            return redirect("donors:intake", intake_id=_bring(request, form).pk)
        except Refused as refused:
            form.add_error("file", str(refused.sentence).rstrip("."))
    status = 422 if form.errors else 200
    return render(request, "donors/pages/bring.html", {"form": form}, status=status)


def _bring(request: HttpRequest, form: ListForm) -> Intake:
    at, place = clock.now(), own_place(request, "donors.bring_list")
    file = form.cleaned_data["file"]
    content = file.read()
    province = Place.objects.get(pk=place.province_id)
    listed = reading.read(
        file.name, content, place=Placer(province).place_id, here=place.pk, today=clock.today(at)
    )
    return actions.bring_list(
        actor=acting_of(request), at=at, place=place, club=form.cleaned_data["club"],
        file_name=file.name, digest=hashlib.sha256(content).hexdigest(), listed=listed,
    )  # fmt: skip


@may("donors.take_in_donors")
@require_http_methods(["GET", "POST"])
@never_cache
def intake(request: HttpRequest, intake_id: int) -> HttpResponse:
    """What was read, and what became of it."""
    acting = acting_of(request)
    found: Intake = get_object_or_404(Intake.objects.visible_to(acting), pk=intake_id)
    form = TakeInForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            _take_in(request, found, form)
            return redirect("donors:intake", intake_id=intake_id)
        except Refused as refused:
            form.add_error(None, str(refused.sentence))
    return _show(request, found, form)


def _take_in(request: HttpRequest, found: Intake, form: TakeInForm) -> None:
    """No transaction of our own: it would take the note of a refusal back with it."""
    actions.take_in_donors(
        actor=acting_of(request), at=clock.now(), intake=found,
        means=Consent.Means(form.cleaned_data["means"]),
        source=Donor.Source(form.cleaned_data["source"]),
    )  # fmt: skip
    if counts(found).get("ready"):
        finish_intake.enqueue(found.pk)


def _show(request: HttpRequest, found: Intake, form: TakeInForm) -> HttpResponse:
    rows = IntakeRow.objects.visible_to(acting_of(request)).filter(intake=found)
    by_outcome = {outcome: counts(found).get(outcome, 0) for outcome in IntakeRow.Outcome.values}
    total = found.rows or 1
    context = {
        "intake": found,
        "form": form,
        "n": by_outcome,
        "done": total - by_outcome["ready"],
        "share": 1 - by_outcome["ready"] / total,
        "consent": ASK.text,
        "sample": [] if found.taken_in_id else _sample(rows),
        "faulty": list(rows.filter(outcome="faulty").order_by("number")[:MOST_FAULTS]),
    }
    working = bool(found.taken_in_id and by_outcome["ready"])
    context["working"] = working
    page = "donors/pages/intake.html"
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, f"{page}#progress", context)
    return render(request, page, context, status=422 if form.errors else 200)


def _sample(rows: Any) -> list[dict[str, Any]]:
    """The first rows as they were understood; of a telephone only its end."""
    first = list(rows.filter(outcome="ready").order_by("number")[:SAMPLE])
    places = Place.objects.in_bulk({row.read["place"] for row in first})
    return [
        {
            "number": row.number,
            "name": row.read["name"],
            "phone": phones.masked(row.read["phone"]),
            "group": Group(row.read["group"]).written,
            "birth_year": row.read["birth_year"],
            "last_on": row.read["last_on"] and dates.written(reading.days(row.read["last_on"])),
            "home": places[row.read["place"]].full_name,
        }
        for row in first
    ]


@may("donors.take_in_donors")
@require_GET
def faults(request: HttpRequest, intake_id: int, kind: str) -> HttpResponse:
    """The faulty rows as the same list, with a column of reasons."""
    acting = acting_of(request)
    found: Intake = get_object_or_404(Intake.objects.visible_to(acting), pk=intake_id)
    rows = IntakeRow.objects.visible_to(acting).filter(intake=found, outcome="faulty")
    return reasons.answer(found.columns, rows, kind, f"can-sua-{found.pk}")

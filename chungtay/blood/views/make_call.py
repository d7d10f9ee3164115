"""The form of a call: filled in, looked through once more, then called. A draft may wait."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as say
from django.views.decorators.http import require_http_methods

from chungtay.access.visiting import acting_of, own_place
from chungtay.blood import actions
from chungtay.blood.actions.texts import COMPONENT, until
from chungtay.blood.forms import UNKNOWN, CallForm
from chungtay.blood.models import Call
from chungtay.kit import clock
from chungtay.kit.duty import may
from chungtay.kit.errors import Refused
from chungtay.people.models import Organisation
from chungtay.transfusion.groups import Component

DRAFT = "blood.call_draft"
PAGE, REVIEW = "blood/pages/make_call.html", "blood/pages/review_call.html"


@may("blood.make_call")
@require_http_methods(["GET", "POST"])
def make_call(request: HttpRequest) -> HttpResponse:
    at = clock.now()
    place = own_place(request, "blood.make_call")
    hospitals = _hospitals(place.province_id)
    step = request.POST.get("step", "")
    if request.method != "POST":
        initial = {"day": clock.day(at), "units": 1} | request.session.get(DRAFT, {})
        form = CallForm(initial=initial, at=at, hospitals=hospitals)
        return _page(request, PAGE, form)
    if step == "later":
        return _keep(request)
    form = CallForm(request.POST, at=at, hospitals=hospitals)
    if step == "edit":
        return _page(request, PAGE, CallForm(initial=form.data, at=at, hospitals=hospitals))
    if not form.is_valid():
        return _page(request, PAGE, form, status=422)
    unstated = form.cleaned_data["group"] == UNKNOWN and not form.cleaned_data["substitute"]
    if step != "call" or unstated:
        if step == "call":
            form.add_error("substitute", say("Chọn nhóm bệnh viện muốn gọi thay"))
        return _review(request, form, at)
    return _call(request, form, at, place)


def _hospitals(province_id: int) -> list[Organisation]:
    hospitals = Organisation.objects.unscoped(why="any ward of a province calls for its hospitals")
    kept = hospitals.filter(kind="hospital", place__province=province_id)
    return list(kept.order_by("sort_key"))


def _page(request: HttpRequest, page: str, form: CallForm, **more: Any) -> HttpResponse:
    status = more.pop("status", 200)
    return render(request, page, {"form": form} | more, status=status)


def _keep(request: HttpRequest) -> HttpResponse:
    """A draft stays with this sign-in; a note that names a patient does not."""
    kept = {name: request.POST.get(name, "") for name in CallForm.base_fields if name != "note"}
    request.session[DRAFT] = kept
    messages.success(request, say("Bản nháp còn đây. Mở “Gọi người hiến” để viết tiếp."))
    return redirect("boards:calls")


def _review(request: HttpRequest, form: CallForm, at: datetime) -> HttpResponse:
    data = form.cleaned_data
    hospital = dict(form.fields["hospital"].choices)[data["hospital"]]  # type: ignore[attr-defined]
    unknown = data["group"] == UNKNOWN
    facts = [
        (say("Bệnh viện"), hospital),
        (say("Cần"), COMPONENT[Component(data["component"])]),
        (
            say("Nhóm máu của người nhận"),
            say("chưa biết") if unknown else form.need()["group"].written,
        ),
        (say("Số đơn vị"), data["units"]),
        (say("Trước"), until(data["deadline"], at)),
        (say("Mức gấp"), Call.Urgency(data["urgency"]).label),
        (say("Người hiến đến"), data["where"]),
        (say("Người xác nhận"), data["confirmed_by"]),
        (say("Lời dặn"), data["note"] or None),
    ]
    kept = [(name, value) for name, value in form.data.items() if name in form.fields]
    kept = [(name, value) for name, value in kept if name != "substitute"]
    status = 422 if form.errors else 200
    return _page(request, REVIEW, form, facts=facts, kept=kept, unknown=unknown, status=status)


def _call(request: HttpRequest, form: CallForm, at: datetime, place: Any) -> HttpResponse:
    need = form.need()
    hospital = Organisation.objects.unscoped(why="the hospital chosen from the form's own list")
    try:
        call = actions.make_call(
            actor=acting_of(request), at=at, place=place,
            hospital=hospital.get(pk=need.pop("hospital_id")), **need,
        )  # fmt: skip
    except Refused as refused:
        form.add_error(None, str(refused.sentence))
        return _page(request, PAGE, form, status=422)
    request.session.pop(DRAFT, None)
    return redirect("boards:call", call_id=call.pk)

"""The form of a call: filled in, looked through once more, then called. A draft may wait."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as say
from django.views.decorators.http import require_http_methods

from chungtay.access.acting import PostHolder
from chungtay.access.visiting import acting_of, attempt, own_place
from chungtay.blood import actions
from chungtay.blood.actions.texts import COMPONENT, until
from chungtay.blood.models import Call, ListedNumber
from chungtay.blood.verifying import desks, number_of, only_desk
from chungtay.boards.forms import UNKNOWN, CallForm
from chungtay.kit import clock, phones
from chungtay.kit.duty import may
from chungtay.kit.errors import Refused
from chungtay.people.models import Organisation
from chungtay.places.models import Place
from chungtay.rosters.keeping import duty_number
from chungtay.transfusion.groups import Component

DRAFT = "blood.call_draft"
PAGE, REVIEW = "boards/pages/make_call.html", "boards/pages/review_call.html"


@may("blood.make_call")
@require_http_methods(["GET", "POST"])
def make_call(request: HttpRequest) -> HttpResponse:
    at, acting = clock.now(), acting_of(request)
    place = own_place(request, "blood.make_call")
    desk = _desk(acting)
    known: dict[str, Any] = {
        "at": at, "hospitals": _hospitals(place.province_id), "desk": desk,
    }  # fmt: skip
    step = request.POST.get("step", "")
    if request.method != "POST":
        initial = {"day": clock.day(at), "units": 1} | request.session.get(DRAFT, {})
        return _page(request, PAGE, CallForm(initial=initial, **known))
    if step == "later":
        _keep(request)
        messages.success(request, say("Bản nháp còn đây. Mở “Gọi người hiến” để viết tiếp."))
        return redirect("boards:calls")
    form = CallForm(request.POST, **known)
    if step == "edit":
        return _page(request, PAGE, CallForm(initial=form.data, **known))
    if not form.is_valid():
        return _page(request, PAGE, form, status=422)
    if step == "more":
        return _one_more(request, form, at, place)
    number = None if desk else number_of(form.hospital_id)
    if step != "call" or _unfinished(form, number):
        return _review(request, form, at, number)
    return _call(request, form, at, place, number)


def _desk(acting: PostHolder) -> tuple[Organisation, str] | None:
    """The hospital that this account calls for, and nobody else, with who speaks for it."""
    if not only_desk(acting):
        return None
    hospitals = Organisation.objects.unscoped(why="whose desk signs in")
    own = hospitals.filter(actor__in=desks(acting), kind="hospital").order_by("pk").first()
    named = " ".join(filter(None, (acting.account.rank, acting.account.name)))
    return None if own is None else (own, named)


def _hospitals(province_id: int) -> list[Organisation]:
    hospitals = Organisation.objects.unscoped(why="any ward of a province calls for its hospitals")
    kept = hospitals.filter(kind="hospital", closed_in=None, place__province=province_id)
    return list(kept.order_by("sort_key"))


def _unfinished(form: CallForm, number: ListedNumber | None) -> bool:
    """What is asked on the second page only."""
    if form.cleaned_data["group"] == UNKNOWN and not form.cleaned_data["substitute"]:
        form.add_error("substitute", say("Chọn nhóm bệnh viện muốn gọi thay"))
    if form.desk is None:
        if number is None:
            form.add_error(None, say("Bệnh viện này chưa có số niêm yết để gọi lại."))
        elif form.cleaned_data["number"] != number.pk or not form.cleaned_data["rang"]:
            form.add_error("rang", say("Gọi lại số này trước, rồi đánh dấu vào đây"))
    return bool(form.errors)


def _page(request: HttpRequest, page: str, form: CallForm, **more: Any) -> HttpResponse:
    status = more.pop("status", 200)
    number = duty_number(own_place(request, "blood.make_call"))
    return render(request, page, {"form": form, "duty_number": number} | more, status=status)


def _keep(request: HttpRequest) -> None:
    """A draft stays with this sign-in; a note that names a patient does not."""
    left_out = {"note", "rang", "number"}
    kept = {name: request.POST.get(name, "") for name in CallForm.base_fields.keys() - left_out}
    request.session[DRAFT] = kept


def _review(
    request: HttpRequest, form: CallForm, at: datetime, number: ListedNumber | None
) -> HttpResponse:  # fmt: skip
    data, need = form.cleaned_data, form.need()
    hospitals = Organisation.objects.unscoped(why="hospitals are named to everybody")
    unknown = data["group"] == UNKNOWN
    facts = [
        (say("Bệnh viện"), hospitals.get(pk=form.hospital_id).name),
        (say("Cần"), COMPONENT[Component(data["component"])]),
        (say("Nhóm máu của người nhận"), say("chưa biết") if unknown else need["group"].written),
        (say("Số đơn vị"), data["units"]),
        (say("Trước"), until(data["deadline"], at)),
        (say("Mức gấp"), Call.Urgency(data["urgency"]).label),
        (say("Người hiến đến"), data["where"]),
        (say("Người xác nhận"), need["confirmed_by"]),
        (say("Lời dặn"), data["note"] or None),
    ]
    second = {"substitute", "rang", "number"}
    kept = [
        (name, value) for name, value in form.data.items() if name in form.fields.keys() - second
    ]
    context = {
        "facts": facts, "kept": kept, "unknown": unknown, "officer": form.desk is None,
        "number": number, "dialled": phones.dialled(number.phone) if number else "",
        "who": need["confirmed_by"], "status": 422 if form.errors else 200,
    }  # fmt: skip
    return _page(request, REVIEW, form, **context)


def _call(
    request: HttpRequest, form: CallForm, at: datetime, place: Place, number: ListedNumber | None
) -> HttpResponse:  # fmt: skip
    need = form.need()
    hospital = Organisation.objects.unscoped(why="the hospital chosen from the form's own list")
    try:
        call = actions.make_call(
            actor=acting_of(request), at=at, place=place, called_back=number,
            hospital=hospital.get(pk=need.pop("hospital_id")), **need,
        )  # fmt: skip
    except Refused as refused:
        form.add_error(None, str(refused.sentence))
        over = isinstance(refused, actions.TooManyCalls)
        return _page(request, PAGE, form, status=422, over=over)
    request.session.pop(DRAFT, None)
    return redirect("boards:call", call_id=call.pk)


def _one_more(request: HttpRequest, form: CallForm, at: datetime, place: Place) -> HttpResponse:
    """The day's calls are made: somebody else is asked, and the draft waits for the yes."""
    hospitals = Organisation.objects.unscoped(why="the hospital chosen from the form's own list")
    hospital = hospitals.get(pk=form.hospital_id)
    _keep(request)
    attempt(
        request,
        lambda: actions.ask_one_more(
            actor=acting_of(request), at=at, place=place, hospital=hospital
        ),
        say("Đã xin gọi thêm. Có người đồng ý thì mở “Gọi người hiến”: bản nháp còn đây."),
    )
    return redirect("boards:calls")

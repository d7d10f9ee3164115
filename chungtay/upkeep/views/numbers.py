"""The numbers that hospitals make public: the list, and one of them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as say
from django.views.decorators.http import require_GET, require_http_methods

from chungtay.access.visiting import acting_of
from chungtay.blood.models import ListedNumber
from chungtay.blood.verifying import number_of
from chungtay.kit import clock, phones
from chungtay.kit.duty import may
from chungtay.kit.errors import Refused
from chungtay.people.models import Organisation
from chungtay.upkeep import actions
from chungtay.upkeep.forms import NumberForm

MOST = 200


@may("upkeep.list_number")
@require_GET
def numbers(request: HttpRequest) -> HttpResponse:
    acting = acting_of(request)
    hospitals = list(_hospitals(request).order_by("sort_key")[:MOST])
    rows = ListedNumber.objects.visible_to(acting).filter(hospital__in=hospitals, ended_in=None)
    listed = {row.hospital_id: row for row in rows}
    shown = [
        (h, (row := listed.get(h.pk)), phones.dialled(row.phone) if row else "") for h in hospitals
    ]
    missing = sum(row is None for _h, row, _phone in shown)
    calls = reverse("boards:calls") if acting.may("blood.read", None) else ""
    context = {"rows": shown, "missing": missing, "calls": calls}
    return render(request, "upkeep/pages/numbers.html", context)


@may("upkeep.list_number")
@require_http_methods(["GET", "POST"])
def number(request: HttpRequest, hospital_id: int) -> HttpResponse:
    hospital = get_object_or_404(_hospitals(request), pk=hospital_id)
    before = number_of(hospital.pk)
    known = {"phone": phones.dialled(before.phone), "source": before.source} if before else {}
    form = NumberForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        try:
            actions.list_number(
                actor=acting_of(request), at=clock.now(), hospital=hospital, **form.cleaned_data
            )
        except Refused as refused:
            field = "phone" if refused.code.startswith("phone") else None
            form.add_error(field, str(refused.sentence))
        else:
            return redirect("upkeep:numbers")
    status = 422 if form.errors else 200
    context = {"form": form, "hospital": hospital, "title": say("Số để gọi lại bệnh viện")}
    return render(request, "upkeep/pages/number.html", context, status=status)


def _hospitals(request: HttpRequest):  # type: ignore[no-untyped-def]
    found = Organisation.objects.visible_to(acting_of(request))
    return found.filter(kind=Organisation.Kind.HOSPITAL, closed_in=None)

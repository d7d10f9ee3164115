"""The desk of a hospital, or an officer who telephones: what waits for a doctor's word."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from chungtay.access.visiting import acting_of, attempt
from chungtay.kit import clock
from chungtay.kit.duty import may
from chungtay.releases import actions, questions
from chungtay.releases.actions.doctors import at_the_desk
from chungtay.releases.forms import DoctorForm
from chungtay.releases.models import Clearance


@may("releases.answer_doctor")
@require_GET
@never_cache
def clearances(request: HttpRequest) -> HttpResponse:
    at = clock.now()
    rows = questions.shown(questions.open_to(acting_of(request), at))
    return render(request, "releases/pages/clearances.html", {"rows": rows})


@may("releases.answer_doctor")
@require_http_methods(["GET", "POST"])
@never_cache
def clearance(request: HttpRequest, clearance_id: int) -> HttpResponse:
    acting, at = acting_of(request), clock.now()
    found = [row for row in questions.open_to(acting, at) if row.pk == clearance_id]
    if not found:
        get_object_or_404(Clearance.objects.visible_to(acting), pk=clearance_id)
        if request.method == "POST":
            # Somebody was quicker, or the call ended: the list says what is left.
            return redirect("releases:clearances")
        raise Http404
    row = questions.shown(found)[0]
    at_desk = at_the_desk(acting, row.clearance.ask.call)
    form = DoctorForm(request.POST or None, at=at, at_desk=at_desk)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        attempt(
            request,
            lambda: actions.answer_doctor(
                actor=acting, at=at, clearance=row.clearance, result=data["result"],
                doctor=data.get("doctor", ""), until=data["until"],
            ),
            _("Đã ghi ý kiến bác sĩ và báo người hiến."),
        )  # fmt: skip
        return redirect("releases:clearances")
    status = 422 if form.errors else 200
    context = {"row": row, "form": form, "at_desk": at_desk}
    return render(request, "releases/pages/clearance.html", context, status=status)

"""How to reach a person, and whether they want to be reached."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from chungtay.access.visiting import acting_of, attempt
from chungtay.kit import clock
from chungtay.kit.acting import Acting
from chungtay.kit.confirming import confirm
from chungtay.kit.duty import may
from chungtay.kit.errors import Refused
from chungtay.people import actions
from chungtay.people.forms import ContactForm, VerifyForm, refused
from chungtay.people.models import ContactPoint, Person
from chungtay.people.reading import person_or_404
from chungtay.people.views.persons import show


@may("people.add_contact")
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, person_id: int) -> HttpResponse:
    acting = acting_of(request)
    person = person_or_404(acting, person_id, "people.add_contact")
    form = ContactForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            actions.add_contact(
                actor=acting, at=clock.now(), person=person, kind=data["kind"],
                value=data["value"], how=data["how"],
            )  # fmt: skip
        except Refused as error:
            refused(form, error)
        else:
            messages.success(request, _("Đã ghi cách liên lạc"))
            return redirect("site:person", person.pk)
    return show(request, form, _("Thêm cách liên lạc"), _("Ghi lại"), person)


@may("people.verify_contact")
@require_http_methods(["GET", "POST"])
def verify(request: HttpRequest, person_id: int, contact_id: int) -> HttpResponse:
    acting = acting_of(request)
    person = person_or_404(acting, person_id, "people.verify_contact")
    point = _contact(acting, person, contact_id)
    form = VerifyForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        how = ContactPoint.How(form.cleaned_data["how"])
        attempt(
            request,
            lambda: actions.verify_contact(actor=acting, at=clock.now(), contact=point, how=how),
            _("Đã ghi là liên lạc được"),
        )
        return redirect("site:person", person.pk)
    return show(request, form, _("Liên lạc được chưa?"), _("Ghi lại"), person)


@may("people.end_contact")
@require_http_methods(["GET", "POST"])
def end(request: HttpRequest, person_id: int, contact_id: int) -> HttpResponse:
    acting = acting_of(request)
    person = person_or_404(acting, person_id, "people.end_contact")
    point = _contact(acting, person, contact_id)
    if request.method == "POST":
        attempt(
            request,
            lambda: actions.end_contact(actor=acting, at=clock.now(), contact=point),
            _("Đã thôi dùng cách liên lạc ấy"),
        )
        return redirect("site:person", person.pk)
    return confirm(
        request, _("Thôi dùng cách liên lạc này?"),
        _("Không tin nào đi qua đây nữa. Dòng cũ vẫn còn trong sổ."),
        verb=_("Thôi dùng"), keep=_("Giữ lại"), back=reverse("site:person", args=[person.pk]),
    )  # fmt: skip


@may("people.stop_contacting")
@require_http_methods(["GET", "POST"])
def stop(request: HttpRequest, person_id: int) -> HttpResponse:
    """Ask not to be written to; and write to them again."""
    acting = acting_of(request)
    person = person_or_404(acting, person_id, "people.stop_contacting")
    if request.method == "POST":
        attempt(
            request,
            lambda: actions.stop_contacting(actor=acting, at=clock.now(), person=person),
            _("Từ nay không ai tự nhắn cho người này"),
        )
        return redirect("site:person", person.pk)
    return confirm(
        request, _("%(name)s xin đừng liên lạc?") % {"name": person.name},
        _("Từ bây giờ không tin nào tự đi đến người này, kể cả lời gọi máu."
          " Người ấy hỏi thì vẫn trả lời."),
        verb=_("Ghi là đừng liên lạc"), keep=_("Thôi"),
        back=reverse("site:person", args=[person.pk]),
    )  # fmt: skip


@may("people.resume_contacting")
@require_http_methods(["GET", "POST"])
def resume(request: HttpRequest, person_id: int) -> HttpResponse:
    acting = acting_of(request)
    person = person_or_404(acting, person_id, "people.resume_contacting")
    if request.method == "POST":
        attempt(
            request,
            lambda: actions.resume_contacting(actor=acting, at=clock.now(), person=person),
            _("Lại nhắn cho người này được"),
        )
        return redirect("site:person", person.pk)
    return confirm(
        request, _("%(name)s cho liên lạc lại?") % {"name": person.name},
        _("Chỉ ghi khi chính người ấy nói vậy. Các lời đồng ý vẫn như cũ."),
        verb=_("Cho liên lạc lại"), keep=_("Thôi"), tone="primary",
        back=reverse("site:person", args=[person.pk]),
    )  # fmt: skip


def _contact(acting: Acting, person: Person, contact_id: int) -> ContactPoint:
    """A standing contact of this person, or of another row that is this person."""
    points = ContactPoint.objects.visible_to(acting).filter(pk=contact_id, ended_in=None)
    point: ContactPoint | None = points.first()
    rows = Person.objects.visible_to(acting).filter(pk=point.person_id if point else 0)
    owner = rows.first()
    if point is None or owner is None or person.pk not in {owner.pk, owner.merged_into_id}:
        raise Http404
    return point

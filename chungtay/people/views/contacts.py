"""How to reach a person, and whether they want to be reached."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from chungtay.access.visiting import acting_of, ask_first
from chungtay.kit import clock
from chungtay.kit.acting import Acting
from chungtay.kit.duty import may
from chungtay.people import actions
from chungtay.people.forms import ContactForm, VerifyForm
from chungtay.people.models import ContactPoint, Person
from chungtay.people.reading import person_or_404
from chungtay.people.views.doing import page_of, posted, write


@may("people.add_contact")
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest, person_id: int) -> HttpResponse:
    acting = acting_of(request)
    person = person_or_404(acting, person_id, "people.add_contact")
    form = ContactForm(posted(request))
    return write(request, form, lambda data: actions.add_contact(
        actor=acting, at=clock.now(), person=person, kind=data["kind"], value=data["value"],
        how=data["how"],
    ), _("Thêm cách liên lạc"), _("Ghi lại"), _("Đã ghi cách liên lạc"), person)  # fmt: skip


@may("people.verify_contact")
@require_http_methods(["GET", "POST"])
@never_cache
def verify(request: HttpRequest, person_id: int, contact_id: int) -> HttpResponse:
    acting = acting_of(request)
    person = person_or_404(acting, person_id, "people.verify_contact")
    point = _contact(acting, person, contact_id)
    form = VerifyForm(posted(request))
    return write(request, form, lambda data: actions.verify_contact(
        actor=acting, at=clock.now(), contact=point, how=ContactPoint.How(data["how"])
    ), _("Liên lạc được chưa?"), _("Ghi lại"), _("Đã ghi là liên lạc được"), person)  # fmt: skip


@may("people.end_contact")
@require_http_methods(["GET", "POST"])
@never_cache
def end(request: HttpRequest, person_id: int, contact_id: int) -> HttpResponse:
    acting = acting_of(request)
    person = person_or_404(acting, person_id, "people.end_contact")
    point = _contact(acting, person, contact_id)
    return ask_first(
        request, lambda: actions.end_contact(actor=acting, at=clock.now(), contact=point),
        _("Đã thôi dùng cách liên lạc ấy"), heading=_("Thôi dùng cách liên lạc này?"),
        body=_("Không tin nào đi qua đây nữa. Dòng cũ vẫn còn trong sổ."),
        verb=_("Thôi dùng"), keep=_("Giữ lại"), back=page_of(person),
    )  # fmt: skip


@may("people.stop_contacting")
@require_http_methods(["GET", "POST"])
@never_cache
def stop(request: HttpRequest, person_id: int) -> HttpResponse:
    acting = acting_of(request)
    person = person_or_404(acting, person_id, "people.stop_contacting")
    return ask_first(
        request, lambda: actions.stop_contacting(actor=acting, at=clock.now(), person=person),
        _("Từ nay không ai tự nhắn cho người này"),
        heading=_("%(name)s xin đừng liên lạc?") % {"name": person.name},
        body=_("Từ bây giờ không tin nào tự đi đến người này, kể cả lời gọi máu."
               " Người ấy hỏi thì vẫn trả lời."),
        verb=_("Ghi là đừng liên lạc"), back=page_of(person),
    )  # fmt: skip


@may("people.resume_contacting")
@require_http_methods(["GET", "POST"])
@never_cache
def resume(request: HttpRequest, person_id: int) -> HttpResponse:
    acting = acting_of(request)
    person = person_or_404(acting, person_id, "people.resume_contacting")
    return ask_first(
        request, lambda: actions.resume_contacting(actor=acting, at=clock.now(), person=person),
        _("Lại nhắn cho người này được"),
        heading=_("%(name)s cho liên lạc lại?") % {"name": person.name},
        body=_("Chỉ ghi khi chính người ấy nói vậy. Các lời đồng ý vẫn như cũ."),
        verb=_("Cho liên lạc lại"), back=page_of(person), tone="primary",
    )  # fmt: skip


def _contact(acting: Acting, person: Person, contact_id: int) -> ContactPoint:
    """A standing contact of this person, or of another row that is this person."""
    points = ContactPoint.objects.visible_to(acting).filter(pk=contact_id, ended_in=None)
    point: ContactPoint | None = points.first()
    owners = Person.objects.visible_to(acting).filter(pk=point.person_id if point else 0)
    owner = owners.first()
    if point is None or owner is None or person.pk not in {owner.pk, owner.merged_into_id}:
        raise Http404
    return point

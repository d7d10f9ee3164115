"""What a person agrees to: one purpose, its words in full, nothing ticked beforehand."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from chungtay.access.visiting import acting_of, ask_first
from chungtay.kit import clock
from chungtay.kit.acting import Acting
from chungtay.kit.duty import may
from chungtay.people import actions, ages
from chungtay.people.forms import ConsentForm
from chungtay.people.models import Consent, Person
from chungtay.people.purposes import Purpose, registry
from chungtay.people.reading import person_or_404, readable
from chungtay.people.views.doing import page_of, posted, write


@may("people.give_consent")
@require_http_methods(["GET", "POST"])
@never_cache
def give(request: HttpRequest, person_id: int, purpose: str) -> HttpResponse:
    acting = acting_of(request)
    person = person_or_404(acting, person_id, "people.give_consent")
    asked = _purpose(purpose)
    guardians = _guardians(acting, person)
    form = ConsentForm(posted(request), guardians=guardians)
    offered = {one.pk: one for one in guardians or []}
    return write(request, form, lambda data: actions.give_consent(
        actor=acting, at=clock.now(), person=person, purpose=asked.code, means=data["means"],
        guardian=offered.get(data.get("guardian") or 0),
        said_by=Consent.SaidBy(data.get("said_by") or "self"),
    ), str(asked.name), _("Ghi lời đồng ý"), _("Đã ghi lời đồng ý"), person,
    f"“{asked.text}”")  # fmt: skip


def _guardians(acting: Acting, person: Person) -> list[Person] | None:
    """Grown-ups of the household of somebody who may be a child; None for a grown-up."""
    on = clock.today(clock.now())
    if not ages.needs_guardian(person.birth_year, on):
        return None
    family = readable(acting).filter(household=person.household_id or 0, merged_into=None)
    others = family.exclude(pk=person.pk).order_by("sort_key")
    return [one for one in others if not ages.needs_guardian(one.birth_year, on)]


@may("people.withdraw_consent")
@require_http_methods(["GET", "POST"])
@never_cache
def withdraw(request: HttpRequest, person_id: int, purpose: str) -> HttpResponse:
    acting = acting_of(request)
    person = person_or_404(acting, person_id, "people.withdraw_consent")
    asked = _purpose(purpose)
    said = {"name": person.name, "purpose": asked.name}
    return ask_first(
        request,
        lambda: actions.withdraw_consent(
            actor=acting, at=clock.now(), person=person, purpose=asked.code
        ),
        _("Đã rút lời đồng ý"), heading=_("%(name)s rút lời đồng ý “%(purpose)s”?") % said,
        body=_("Từ bây giờ không dùng vào việc ấy nữa. Không hỏi lý do."),
        verb=_("Rút lời đồng ý"), back=page_of(person),
    )  # fmt: skip


def _purpose(code: str) -> Purpose:
    if code not in registry:
        raise Http404
    return registry[code]

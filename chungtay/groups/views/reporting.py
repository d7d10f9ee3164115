"""Who has a link to report by; giving one, taking it back."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from chungtay.access.visiting import acting_of, ask_first
from chungtay.doors.views.handing import handed_over
from chungtay.groups import actions
from chungtay.groups.actions.reporting import LASTS
from chungtay.groups.models import ReportLink
from chungtay.kit import clock
from chungtay.kit.duty import may
from chungtay.kit.errors import Refused
from chungtay.people.models import ContactPoint, Person
from chungtay.people.reading import person_or_404, places

PAGE = 30
GIVE = "groups.give_report_link"


@may(GIVE)
@require_GET
def report_links(request: HttpRequest) -> HttpResponse:
    acting, at = acting_of(request), clock.now()
    ours = places(acting, GIVE)
    rows = (
        ReportLink.objects.visible_to(acting)
        .crossing("person", why="of persons within the same reach")
        .standing()
        .filter(
            link__expires_at__gt=at, link__revoked_at=None, place__in=ours, person__place__in=ours
        )
        .select_related("person__place", "link")
    )
    page = Paginator(rows.order_by("-given_at", "-pk"), PAGE).get_page(request.GET.get("page"))
    return render(request, "groups/pages/report_links.html", {"page": page})


@may(GIVE)
@require_http_methods(["GET", "POST"])
def give(request: HttpRequest, person_id: int) -> HttpResponse:
    """Asked first: a link that is out already dies. Then it is shown, this once."""
    acting, at = acting_of(request), clock.now()
    person = person_or_404(acting, person_id, GIVE)
    points = ContactPoint.objects.visible_to(acting).filter(person=person, ended_in=None)
    kinds = set(points.values_list("kind", flat=True))
    refusal = ""
    if request.method == "POST":
        to_zalo = request.POST.get("zalo") == "1" and ContactPoint.Kind.ZALO in kinds
        site = request.build_absolute_uri("/").rstrip("/") if to_zalo else ""
        try:
            token = actions.give_report_link(actor=acting, at=at, person=person, site=site)
        except Refused as refused:
            refusal = str(refused.sentence)
        else:
            return _handed(request, person, token)
    links = ReportLink.objects.visible_to(acting).standing().filter(link__revoked_at=None)
    out = links.filter(person=person, link__expires_at__gt=at).exists()
    context = {
        "person": person, "out": out, "refusal": refusal,
        "zalo": ContactPoint.Kind.ZALO in kinds, "phone": ContactPoint.Kind.PHONE in kinds,
        "days": LASTS.days,
    }  # fmt: skip
    return render(request, "groups/pages/give_link.html", context, status=422 if refusal else 200)


def _handed(request: HttpRequest, person: Person, token: str) -> HttpResponse:
    return handed_over(
        request, address=reverse("groups:enter_report", args=[token]), until=clock.now() + LASTS,
        heading=_("Đường dẫn báo tin của %(name)s") % {"name": person.name},
        text=_("Có việc cần báo, mở đường dẫn riêng này, không cần mật khẩu:"),
        back=reverse("site:person", args=[person.pk]), once=False,
    )  # fmt: skip


@may("groups.end_report_link")
@require_http_methods(["GET", "POST"])
def end(request: HttpRequest, link_id: int) -> HttpResponse:
    acting = acting_of(request)
    rows = ReportLink.objects.visible_to(acting).crossing(
        "person", why="whose link it is, at the same place"
    )
    mine = rows.filter(place__in=places(acting, "groups.end_report_link"))
    found: ReportLink = get_object_or_404(mine.select_related("person"), pk=link_id)
    return ask_first(
        request,
        lambda: actions.end_report_link(
            actor=acting_of(request), at=clock.now(), report_link=found
        ),
        _("Đã thu lại. Đường dẫn ấy không mở được nữa."),
        heading=_("Thu lại đường dẫn của %(name)s?") % {"name": found.person.name},
        body=_("Làm khi họ mất điện thoại, lỡ chuyển cho người khác, hay không dùng nữa."),
        verb=_("Thu lại"),
        back=reverse("groups:report_links"),
    )

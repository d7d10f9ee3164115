"""The list of groups and notices, the page of one group, and what is done from there."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from chungtay.access.visiting import acting_of, ask_first
from chungtay.groups import actions, showing
from chungtay.groups.data import PEOPLE
from chungtay.groups.forms import GroupForm, said
from chungtay.groups.models import Posting, PrivateGroup
from chungtay.kit import clock
from chungtay.kit.duty import may
from chungtay.kit.errors import Refused
from chungtay.people.forms import homes
from chungtay.places.models import Place

PAGE, GROUPS = 20, 50


@may("groups.read")
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    acting, at = acting_of(request), clock.now()
    visible = showing.notices_of(acting)
    page = Paginator(visible.order_by("-pk"), PAGE).get_page(request.GET.get("page"))
    groups = showing.groups_of(acting).standing().select_related("place")
    of_groups = paged(request, groups.order_by("folded", "pk"))
    context = {
        "page": page, "rows": showing.notice_rows(acting, page, at),
        "open": visible.open(at).count(),
        "groups": showing.group_rows(of_groups), "of_groups": of_groups,
        "may_write": acting.may("groups.write_notice", None),
        "may_give": acting.may("groups.give_report_link", None),
    }  # fmt: skip
    return render(request, "groups/pages/index.html", context)


def paged(request: HttpRequest, groups: Any) -> Any:
    """One page of these groups; its number has a name of its own beside another list's."""
    return Paginator(groups, GROUPS).get_page(request.GET.get("nhom"))


def group_of(request: HttpRequest, group_id: int, duty: str = showing.READ) -> PrivateGroup:
    """The group, if this visitor has this duty where it is; else 404."""
    rows = showing.groups_of(acting_of(request), duty).select_related("place")
    found: PrivateGroup = get_object_or_404(rows, pk=group_id)
    return found


@may("groups.read")
@require_GET
def group(request: HttpRequest, group_id: int) -> HttpResponse:
    acting, found = acting_of(request), group_of(request, group_id)
    postings = Posting.objects.visible_to(acting).standing().filter(group=found)
    posted = postings.crossing("notice", why="what was posted in a group one may read")
    rows = [
        {"posting": row, "title": row.notice.text.split("\n", 1)[0],
         "members": row.members.words(PEOPLE)}
        for row in posted.select_related("notice").order_by("-posted_at")[:showing.LATEST]
    ]  # fmt: skip
    context = {
        "group": found, "members": found.members.words(PEOPLE), "rows": rows,
        "letters": showing.letters_of(acting, group=found),
        "may_change": acting.may("groups.change_group", found.place_id) and not found.closed_in_id,
    }  # fmt: skip
    return render(request, "groups/pages/group.html", context)


@may("groups.add_group")
@require_http_methods(["GET", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    acting, at = acting_of(request), clock.now()
    places = [pk for pk in acting.reach() if acting.may("groups.add_group", pk)]
    form = GroupForm(request.POST or None, at=at, homes=homes(places))
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        place = Place.objects.get(pk=told.pop("place"))
        try:
            made = actions.add_group(actor=acting, at=at, place=place, **told)
        except Refused as refused:
            form.add_error("name", str(refused.sentence))
        else:
            messages.success(request, _("Đã ghi nhóm."))
            return redirect("groups:group", made.pk)
    heading, back = _("Ghi một nhóm riêng"), reverse("groups:index")
    return _form(request, form, heading, _("Ghi nhóm"), back, _("Nhóm và lời đăng"))


@may("groups.change_group")
@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, group_id: int) -> HttpResponse:
    acting, at = acting_of(request), clock.now()
    found = group_of(request, group_id, "groups.change_group")
    now = {"name": found.name, "run_by": found.run_by, "members": said(found.members),
           "counted_on": clock.day(found.counted_on)}  # fmt: skip
    form = GroupForm(request.POST or None, at=at, initial=now)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_group(actor=acting, at=at, group=found, **form.cleaned_data)
        except Refused as refused:
            form.add_error("name", str(refused.sentence))
        else:
            messages.success(request, _("Đã sửa."))
            return redirect("groups:group", found.pk)
    heading = _("Sửa nhóm %(name)s") % {"name": found.name}
    back = reverse("groups:group", args=[found.pk])
    return _form(request, form, heading, _("Ghi lại"), back, found.name)


def _form(
    request: HttpRequest, form: Any, heading: str, verb: str, back: str, back_title: str
) -> HttpResponse:
    context = {"form": form, "heading": heading, "verb": verb, "back": back,
               "back_title": back_title}  # fmt: skip
    return render(request, "groups/pages/form.html", context, status=422 if form.errors else 200)


@may("groups.close_group")
@require_http_methods(["GET", "POST"])
def close(request: HttpRequest, group_id: int) -> HttpResponse:
    found = group_of(request, group_id, "groups.close_group")
    return ask_first(
        request,
        lambda: actions.close_group(actor=acting_of(request), at=clock.now(), group=found),
        _("Phường không đăng vào nhóm này nữa."),
        heading=_("Thôi dùng nhóm “%(name)s”?") % {"name": found.name},
        body=_("Những lần đã đăng vẫn còn trong sổ. Nhóm trên Zalo vẫn như cũ."),
        verb=_("Thôi dùng nhóm này"),
        back=reverse("groups:group", args=[found.pk]),
    )

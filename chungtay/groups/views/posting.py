"""What an officer says they did by hand: posted, or not after all."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from chungtay.access.visiting import acting_of, ask_first, attempt
from chungtay.groups import actions
from chungtay.groups.forms import QuantityField
from chungtay.groups.models import Posting
from chungtay.groups.views.groups import group_of
from chungtay.groups.views.notices import notice_of
from chungtay.kit import clock
from chungtay.kit.duty import may
from chungtay.people.reading import places


@may("groups.post")
@require_POST
def post(request: HttpRequest, notice_id: int, group_id: int) -> HttpResponse:
    notice, group = notice_of(request, notice_id), group_of(request, group_id, "groups.post")
    field = QuantityField(required=False)
    try:
        members = field.clean(request.POST.get("members", ""))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("groups:notice", notice.pk)
    attempt(
        request,
        lambda: actions.post(
            actor=acting_of(request), at=clock.now(), group=group, notice=notice, members=members
        ),
        _("Đã ghi là đăng vào %(group)s.") % {"group": group.name},
    )
    return redirect("groups:notice", notice.pk)


@may("groups.take_back_posting")
@require_http_methods(["GET", "POST"])
def take_back(request: HttpRequest, posting_id: int) -> HttpResponse:
    acting = acting_of(request)
    rows = Posting.objects.visible_to(acting).crossing(
        "group", why="the name of the group of a posting one may read"
    )
    mine = rows.filter(place__in=places(acting, "groups.take_back_posting"))
    found: Posting = get_object_or_404(mine.select_related("group"), pk=posting_id)
    return ask_first(
        request,
        lambda: actions.take_back_posting(actor=acting_of(request), at=clock.now(), posting=found),
        _("Đã bỏ lần đăng ghi nhầm. Ghi lại được."),
        heading=_("Bỏ lần đăng vào “%(group)s”?") % {"group": found.group.name},
        body=_("Số người của lần này không tính nữa. Bài trong nhóm thì vẫn còn trong nhóm."),
        verb=_("Bỏ lần đăng này"),
        keep=_("Giữ nguyên"),
        back=reverse("groups:notice", args=[found.notice_id]),
    )

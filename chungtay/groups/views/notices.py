"""A notice: written, copied, printed, closed; and what came of it."""

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from chungtay.access.visiting import acting_of, ask_first, own_place
from chungtay.doors.views.handing import drawn
from chungtay.groups import actions, showing
from chungtay.groups.data import PEOPLE
from chungtay.groups.forms import NoticeForm, said
from chungtay.groups.models import Notice, Posting, PrivateGroup
from chungtay.groups.views.groups import paged
from chungtay.journal.selection import cover
from chungtay.kit import clock
from chungtay.kit.duty import may
from chungtay.kit.errors import Refused


@may("groups.write_notice")
@require_http_methods(["GET", "POST"])
def write(request: HttpRequest) -> HttpResponse:
    acting, at = acting_of(request), clock.now()
    form = NoticeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        place = own_place(request, "groups.write_notice")
        try:
            made = actions.write_notice(actor=acting, at=at, place=place, **form.cleaned_data)
        except Refused as refused:
            form.add_error("text", str(refused.sentence))
        else:
            return redirect("groups:notice", made.pk)
    asked_twice = bool(form.errors.get("text")) if form.is_bound else False
    context = {"form": form, "asked_twice": asked_twice}
    return render(request, "groups/pages/write.html", context, status=422 if form.errors else 200)


def notice_of(request: HttpRequest, notice_id: int, duty: str = showing.READ) -> Notice:
    """The notice, if this visitor has this duty where it is; else 404."""
    rows = showing.notices_of(acting_of(request), duty).select_related("place")
    found: Notice = get_object_or_404(rows, pk=notice_id)
    return found


def address_of(request: HttpRequest, notice: Notice) -> str:
    return request.build_absolute_uri(reverse("groups:public", args=[notice.code]))


@may("groups.read")
@require_GET
def notice(request: HttpRequest, notice_id: int) -> HttpResponse:
    """What to copy, where it was posted, what came back."""
    acting, at, found = acting_of(request), clock.now(), notice_of(request, notice_id)
    address = address_of(request, found)
    ends = _("Trả lời phường tại đây, đến %(until)s:") % {"until": clock.moment(found.expires_at)}
    postings = Posting.objects.visible_to(acting).standing().filter(notice=found)
    posted = {row.group_id: row for row in postings}
    groups = showing.groups_of(acting).select_related("place")
    ours = Q(closed_in=None, place__in=cover(found.place_id)) | Q(pk__in=list(posted))
    page = paged(request, groups.filter(ours).order_by("folded", "pk"))
    context = {
        "notice": found, "address": address, "text": f"{found.text}\n\n{ends}\n{address}",
        "open": found.takes_answers(at), "qr": drawn(address),
        "reach": showing.reach_of([found.pk], acting)[found.pk],
        "groups": [_group(group, posted.get(group.pk)) for group in page],
        "page": page,
        "letters": showing.letters_of(acting, notice=found),
        "may_post": acting.may("groups.post", None),
        "may_end": acting.may("groups.end_notice", found.place_id),
    }  # fmt: skip
    return render(request, "groups/pages/notice.html", context)


def _group(group: PrivateGroup, posting: Posting | None) -> dict[str, object]:
    known = posting.members if posting else group.members
    return {"group": group, "posting": posting, "members": known.words(PEOPLE),
            "said": said(known)}  # fmt: skip


@may("groups.read")
@require_GET
def poster(request: HttpRequest, notice_id: int) -> HttpResponse:
    """A sheet of A4 for the wall: the text, the picture, the address to type."""
    found = notice_of(request, notice_id)
    address = address_of(request, found)
    context = {"notice": found, "qr": drawn(address), "address": address.partition("://")[2]}
    return render(request, "groups/pages/poster.html", context)


@may("groups.end_notice")
@require_http_methods(["GET", "POST"])
def end(request: HttpRequest, notice_id: int) -> HttpResponse:
    found = notice_of(request, notice_id, "groups.end_notice")
    if request.method == "GET" and not found.takes_answers(clock.now()):
        messages.info(request, _("Đường dẫn này đã đóng rồi."))
        return redirect("groups:notice", found.pk)
    return ask_first(
        request,
        lambda: actions.end_notice(actor=acting_of(request), at=clock.now(), notice=found),
        _("Đã đóng đường dẫn."),
        heading=_("Đóng đường dẫn của lời này?"),
        body=_("Ai mở đường dẫn hay chụp mã từ nay chỉ thấy rằng phường không nhận trả lời nữa."),
        verb=_("Đóng đường dẫn"),
        back=reverse("groups:notice", args=[found.pk]),
    )

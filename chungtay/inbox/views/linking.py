"""The questions that did not reach people, and links to answer them by."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from chungtay.access.visiting import acting_of
from chungtay.answers import by_link
from chungtay.channels import answer_links
from chungtay.doors.views.handing import handed_over
from chungtay.inbox import actions, doubtful
from chungtay.kit import clock
from chungtay.kit.duty import may
from chungtay.kit.errors import Refused

PAGE = 20


@may("inbox.give_link")
@require_GET
def unreached(request: HttpRequest) -> HttpResponse:
    """Questions that did not surely arrive: whom to telephone, or to give a link to."""
    at = clock.now()
    found = by_link.unreached(acting_of(request), at)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    todo = doubtful.todo(page, at)
    for question in page:
        question.todo = todo.get(question.pk, "")
    return render(request, "inbox/pages/unreached.html", {"page": page})


@may("inbox.give_link")
@require_POST
def give_link(request: HttpRequest, delivery_id: int) -> HttpResponse:
    """A link for one who was asked, shown this once, to put into a text message."""
    acting, at = acting_of(request), clock.now()
    delivery = get_object_or_404(by_link.within_reach(acting), pk=delivery_id)
    try:
        token = actions.give_link(actor=acting, at=at, delivery=delivery)
    except Refused as refused:
        messages.error(request, str(refused.sentence))
        return redirect("inbox:unreached")
    until = answer_links.until(delivery.message, at)
    says = _("%(place)s có một câu hỏi cho anh/chị, trả lời được đến %(until)s:")
    return handed_over(
        request, address=reverse("inbox:enter", args=[token]), until=until,
        heading=_("Đường dẫn cho %(name)s") % {"name": delivery.name},
        text=says % {"place": delivery.message.entry.place, "until": clock.moment(until)},
        back=reverse("inbox:unreached"),
    )  # fmt: skip

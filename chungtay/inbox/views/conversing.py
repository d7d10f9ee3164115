"""Who waits for an answer, one conversation, and what an officer does in it."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from chungtay.access.visiting import acting_of, attempt
from chungtay.inbox import actions, dead_ends, listing, thread
from chungtay.inbox.forms import ReplyForm
from chungtay.inbox.models import Alarm, Conversation, Letter
from chungtay.intake.coming import came_in
from chungtay.kit import clock
from chungtay.kit.acting import Acting
from chungtay.kit.duty import may
from chungtay.kit.errors import Refused
from chungtay.people.reading import places

PAGE = 20
SETTLE, REPLY = "inbox.settle", "inbox.reply"


@may("inbox.settle")
@require_GET
def letters(request: HttpRequest) -> HttpResponse:
    """Who waits, alarms first; or, behind a tab, the conversations in which nobody does."""
    acting, at = acting_of(request), clock.now()
    done = request.GET.get("xong") == "1"
    theirs = listing.conversations(acting, waiting=not done)
    found = theirs.filter(place__in=places(acting, SETTLE))
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    address = reverse("inbox:letters")
    tabs = [
        {"text": _("Chờ trả lời"), "url": address, "current": not done},
        {"text": _("Đã xong"), "url": f"{address}?xong=1", "current": done},
    ]
    context: dict[str, Any] = {
        "page": page, "rows": listing.rows(list(page), acting, at), "tabs": tabs, "done": done,
        "base": "xong=1&" if done else "", "may_give_link": acting.may("inbox.give_link", None),
    }  # fmt: skip
    context |= came_in(acting, at)
    return render(request, "inbox/pages/letters.html", context)


def one_of_mine(acting: Acting, conversation_id: int, duty: str = SETTLE) -> Conversation:
    """The conversation, if this visitor has this duty where it is; else 404."""
    rows = Conversation.objects.visible_to(acting).filter(place__in=places(acting, duty))
    rows = rows.crossing("channel", why="the account by which one answers")
    rows = rows.select_related("place", "channel")
    found: Conversation = get_object_or_404(rows, pk=conversation_id)
    return found


@may("inbox.settle")
@require_GET
def conversation(request: HttpRequest, conversation_id: int) -> HttpResponse:
    return _page(request, one_of_mine(acting_of(request), conversation_id), ReplyForm())


def _page(request: HttpRequest, found: Conversation, form: ReplyForm) -> HttpResponse:
    acting = acting_of(request)
    told = thread.thread(found, acting)
    context = {
        "conversation": found, "thread": told, "form": form,
        "ways": thread.ways(told, clock.now()),
        "dead_end": dead_ends.dead_end(found, acting, clock.now()),
        "may_reply": acting.may("inbox.reply", found.place_id),
        "may_settle": acting.may("inbox.settle", found.place_id),
        "may_accept": acting.may("inbox.accept_given", found.place_id),
        "said": thread.said_to_be(found, acting),
        "may_identify": found.claimed and acting.may("inbox.identify", found.place_id),
        "may_undo": acting.may("inbox.undo_identify", found.place_id),
    }  # fmt: skip
    return render(request, "inbox/pages/conversation.html", context)


@may("inbox.reply")
@require_POST
def reply(request: HttpRequest, conversation_id: int) -> HttpResponse:
    """A refusal leaves what was typed where it was."""
    found = one_of_mine(acting_of(request), conversation_id, REPLY)
    form = ReplyForm(request.POST)
    if form.is_valid():
        try:
            actions.reply(
                actor=acting_of(request), at=clock.now(), conversation=found,
                text=form.cleaned_data["text"],
            )  # fmt: skip
        except Refused as refused:
            form.add_error("text", str(refused.sentence))
    if not form.is_valid():
        return _page(request, found, form)
    messages.success(request, _("Đã ghi câu trả lời, máy đang gửi."))
    return redirect("inbox:conversation", found.pk)


@may("inbox.settle")
@require_POST
def settle(request: HttpRequest, conversation_id: int) -> HttpResponse:
    acting = acting_of(request)
    found = one_of_mine(acting, conversation_id)
    up_to = request.POST.get("up_to", "")
    attempt(
        request,
        lambda: actions.settle(
            actor=acting, at=clock.now(), conversation=found,
            up_to=number(up_to), unsent=[number(pk) for pk in request.POST.getlist("unsent")],
        ),
        done=_("Đã ghi là đọc xong."),
    )  # fmt: skip
    return redirect("inbox:letters")


def number(text: str) -> int:
    """An id as a form sends it; 0, which is nobody's, for a bent one."""
    return int(text) if text.isdecimal() and len(text) < 19 else 0


@may("inbox.take_alarm")
@require_POST
def take_alarm(request: HttpRequest, alarm_id: int) -> HttpResponse:
    acting = acting_of(request)
    alarms = Alarm.objects.visible_to(acting).filter(place__in=places(acting, "inbox.take_alarm"))
    alarm = get_object_or_404(alarms, pk=alarm_id)
    attempt(
        request,
        lambda: actions.take_alarm(actor=acting, at=clock.now(), alarm=alarm),
        done=_("Anh/chị đã nhận tin này."),
    )
    return redirect("inbox:conversation", alarm.conversation_id)


@may("inbox.accept_given")
@require_POST
def accept_given(request: HttpRequest, letter_id: int) -> HttpResponse:
    acting = acting_of(request)
    letters_ = Letter.objects.visible_to(acting).select_related("conversation")
    letters_ = letters_.crossing("conversation", why="the conversation the letter is of")
    letters_ = letters_.filter(place__in=places(acting, "inbox.accept_given"))
    letter = get_object_or_404(letters_, pk=letter_id)
    attempt(
        request,
        lambda: actions.accept_given(actor=acting, at=clock.now(), letter=letter),
        done=_("Đã ghi vào sổ người dân."),
    )
    return redirect("inbox:conversation", letter.conversation_id)

"""The page on which one answers by a link."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from chungtay.access import links
from chungtay.access.models import Link
from chungtay.answers import answering, by_link
from chungtay.channels.answer_links import ANSWER
from chungtay.intake.models import Inbound
from chungtay.journal.models import Message
from chungtay.kit import clock
from chungtay.kit.duty import may


def _came_by(request: HttpRequest, at: datetime) -> Any:
    """The link by which this browser came in: once used, it still opens what was answered."""
    mine = Link.objects.filter(pk=request.session.get(links.KEY + ANSWER, 0))
    return mine.filter(purpose=ANSWER, revoked_at=None, expires_at__gt=at)


@may("anyone")
@require_GET
def enter(request: HttpRequest, token: str) -> HttpResponse:
    """The address in the text message. The browser that answered may come back by it to read."""
    at, onward = clock.now(), reverse("inbox:answer")
    if _came_by(request, at).filter(digest=links.digest(token)).exists():
        return links.sealed(redirect(onward))
    return links.enter(request, token, ANSWER, onward, at)


@may("anyone")
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest) -> HttpResponse:
    """One question and its answers, then what was answered; nothing of anybody else. A no leaves
    the link as it was."""
    at, no = clock.now(), ""
    link = _came_by(request, at).first()
    if link is None:
        return links.dead_page(request, links.DeadLink())
    mine = Message.objects.filter(recipient=link.actor_id).select_related("entry__place")
    message = mine.get(pk=link.args["message"])
    chosen = request.POST.get("answer", "")
    if chosen in map(str, range(len(message.answers))):
        try:
            with transaction.atomic():
                done, no = answering.perform(message, int(chosen), f"link:{link.pk}", at)
                if done == Inbound.Outcome.ANSWERED:
                    links.spend(link, at=at)
        except links.DeadLink as dead:
            return links.dead_page(request, dead)
        if not no:
            return links.sealed(redirect("inbox:answer"), forms=True)
    context: dict[str, Any] = {"message": message, "ward": message.entry.place, "no": no}
    if given := by_link.given(message):
        told = given.entry.messages.filter(recipient=message.recipient_id)
        label = message.answers[given.choice]["label"]
        context |= {"given": label, "when": clock.moment(given.entry.at), "told": told}
    return links.sealed(render(request, "inbox/pages/answer.html", context), forms=True)

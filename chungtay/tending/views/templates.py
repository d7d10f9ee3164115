"""Templates that Zalo has approved, chosen for our purposes."""

from contextlib import closing
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from chungtay.access.visiting import acting_of
from chungtay.carriers.wire import Wire
from chungtay.carriers.zalo import templates as zalo
from chungtay.carriers.zalo.client import Account, Untold
from chungtay.channels import actions
from chungtay.channels.models import Channel, Keys, Template
from chungtay.channels.reasons import words
from chungtay.kit import clock
from chungtay.kit.duty import may
from chungtay.kit.errors import Refused
from chungtay.people.purposes import registry
from chungtay.tending.forms import TemplateForm


@may("channels.enter_template")
@require_GET
@never_cache
def templates(request: HttpRequest, channel_id: int) -> HttpResponse:
    """What Zalo has for this account, and what is chosen of it."""
    channel = _channel(request, channel_id)
    listed, trouble = [], ""
    with closing(Wire(connections=1)) as wire:
        try:
            listed = zalo.listed(wire, _account(channel))
        except Untold as error:
            trouble = words(error.outcome.code)
    chosen = Template.objects.unscoped(why="the templates of the channel in hand")
    by_id: dict[str, list[str]] = {}
    for row in chosen.filter(channel=channel).order_by("purpose"):
        known = registry.get(row.purpose)
        by_id.setdefault(row.external_id, []).append(str(known.name if known else row.purpose))
    rows = [{"offered": one, "chosen": ", ".join(by_id.get(one.template_id, []))} for one in listed]
    context = {"channel": channel, "rows": rows, "trouble": trouble}
    return render(request, "tending/pages/templates.html", context)


@may("channels.enter_template")
@never_cache
def choose(request: HttpRequest, channel_id: int, template_id: str) -> HttpResponse:
    """One template: its blanks and prices, and what fills them for which purpose."""
    channel = _channel(request, channel_id)
    if not template_id.isdigit() or len(template_id) > 20:
        raise Http404
    with closing(Wire(connections=1)) as wire:
        try:
            offered = zalo.info(wire, _account(channel), template_id)
        except Untold as error:
            messages.error(request, words(error.outcome.code))
            return redirect("tending:templates", channel.pk)
    form = TemplateForm(request.POST or None, offered=offered)
    if request.method == "POST" and form.is_valid():
        try:
            actions.enter_template(
                actor=acting_of(request), at=clock.now(), channel=channel,
                external_id=offered.template_id, promotion=offered.tag == "PROMOTION",
                approved=offered.status == "ENABLE", **form.said(),
            )  # fmt: skip
        except Refused as refused:
            form.add_error(None, str(refused.sentence))
        else:
            messages.success(request, _("Đã chọn mẫu này."))
            return redirect("tending:templates", channel.pk)
    context: dict[str, Any] = {"channel": channel, "offered": offered, "form": form}
    status = 422 if form.errors else 200
    return render(request, "tending/pages/template.html", context, status=status)


def _channel(request: HttpRequest, channel_id: int) -> Channel:
    mine = Channel.objects.visible_to(acting_of(request)).filter(kind=Channel.Kind.ZALO_OA)
    found: Channel = get_object_or_404(mine, pk=channel_id)
    return found


def _account(channel: Channel) -> Account:
    """With the keys as they are: reading a page renews nothing, the clock does."""
    keys = Keys.objects.unscoped(why="to ask Zalo for its templates")
    token = keys.values_list("access_token", flat=True).get(channel=channel)
    return Account(channel.api_base, token)

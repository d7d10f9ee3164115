"""The page of one channel, and the trying out that sends nothing."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from chungtay.access.visiting import acting_of
from chungtay.channels.models import Channel
from chungtay.kit import clock
from chungtay.kit.acting import Acting
from chungtay.kit.duty import may
from chungtay.tending import coverage, health


def channel_or_404(acting: Acting, channel_id: int) -> Channel:
    """A channel that speaks for a place within reach: its own, or its province's."""
    found: Channel = get_object_or_404(Channel.objects.serving(acting), pk=channel_id)
    return found


@may("channels.read")
@require_GET
@never_cache
def channel(request: HttpRequest, channel_id: int) -> HttpResponse:
    """How the channel fares. The page asks for its changing part again by itself."""
    acting, at = acting_of(request), clock.now()
    found = channel_or_404(acting, channel_id)
    page = "tending/pages/channel.html"
    context = health.context(found, acting, at)
    if getattr(request, "htmx", False):
        return render(request, page + "#fares", context)
    context["coverage"] = coverage.told(found, acting, at)
    return render(request, page, context)

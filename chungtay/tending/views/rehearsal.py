"""Trying a message out on paper: who would be reached, and the very requests. Nothing is sent."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from chungtay.access.visiting import acting_of
from chungtay.kit.duty import may
from chungtay.tending.views.channel import channel_or_404


@may("channels.read")
@require_GET
@never_cache
def rehearsal(request: HttpRequest, channel_id: int) -> HttpResponse:
    found = channel_or_404(acting_of(request), channel_id)
    return render(request, "tending/pages/rehearsal.html", {"channel": found})

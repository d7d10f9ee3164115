"""Trying a message out on paper: who would be reached, and the very requests. Nothing is sent."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from chungtay.access.visiting import acting_of, own_place
from chungtay.kit import clock
from chungtay.kit.duty import may
from chungtay.people.purposes import registry
from chungtay.tending import rehearsing
from chungtay.tending.forms import RehearsalForm
from chungtay.tending.views.channel import channel_or_404


@may("channels.read")
@require_http_methods(["GET", "POST"])
@never_cache
def rehearsal(request: HttpRequest, channel_id: int) -> HttpResponse:
    """For a purpose and a text, at one's own place. Posted: the text stands in no address and in
    no log. A province is counted some communes at a time; the page asks on until it is through."""
    found, at = channel_or_404(acting_of(request), channel_id), clock.now()
    place = own_place(request, "channels.read")
    first = next(iter(registry))
    form = RehearsalForm(
        request.POST or None,
        initial={"purpose": "blood.ask" if "blood.ask" in registry else first,
                 "text": _("Đây là lời nhắn thử.")},
    )  # fmt: skip
    context = {"channel": found, "form": form, "place": place}
    if form.is_valid():
        purpose, text, urgent = (form.cleaned_data[n] for n in ("purpose", "text", "urgent"))
        so_far = request.POST.get("so_far", "")
        tally = rehearsing.count_on(place, purpose, at, urgent=urgent, so_far=so_far)
        if tally.after is None:
            context["counted"] = tally.counted()
            context["requests"] = rehearsing.requests(found, place, purpose, text, at)
        else:
            context["tally"] = tally
            context["so_far"] = rehearsing.written(tally, place, purpose, urgent)
    status = 422 if form.errors else 200
    return render(request, "tending/pages/rehearsal.html", context, status=status)

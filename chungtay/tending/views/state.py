"""The pages of the channels."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from chungtay.access.visiting import acting_of, attempt
from chungtay.channels import actions
from chungtay.channels.models import Channel, Incident
from chungtay.kit import clock
from chungtay.kit.duty import may
from chungtay.tending import overview


@may("channels.read")
@require_GET
def state(request: HttpRequest) -> HttpResponse:
    acting = acting_of(request)
    context = overview.context(acting, clock.now())
    return render(request, "tending/pages/state.html", context)


@may("channels.close_incident")
@require_POST
def close_incident(request: HttpRequest, incident_id: int) -> HttpResponse:
    acting = acting_of(request)
    incidents = Incident.objects.unscoped(why="the state of the channels that speak for this place")
    served = Channel.objects.serving(acting).values("pk")
    incident = get_object_or_404(incidents.filter(channel__in=served), pk=incident_id)
    attempt(
        request,
        lambda: actions.close_incident(actor=acting, at=clock.now(), incident=incident),
        done=_("Kênh gửi tiếp từ bây giờ."),
    )
    return redirect("tending:state")

"""Zalo's webhook, as one view of the house; `intake.front` is the same without the house."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from chungtay.intake import front
from chungtay.kit.duty import may


@may("anyone")
@csrf_exempt
@require_POST
def webhook(request: HttpRequest) -> HttpResponse:
    """Check the signature over the bytes as they came, keep them once, answer at once."""
    return HttpResponse(status=front.answer(request.META))

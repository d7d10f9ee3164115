"""Where the SMS gateway reports. It calls by GET, so nothing is done here but noting a receipt."""

from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.views.decorators.http import require_GET

from chungtay.carriers.esms.receipts import NotAReceipt, parse
from chungtay.channels import callbacks
from chungtay.intake import sms_receipts
from chungtay.kit import clock
from chungtay.kit.duty import may


@may("anyone")
@require_GET
def receipt(request: HttpRequest, channel_id: int, token: str) -> HttpResponse:
    """200 whether it is about an SMS of ours or not, so that the gateway stops repeating; whoever
    does not know the secret of the address finds nothing."""
    if not callbacks.holds(channel_id, token):
        return HttpResponseNotFound()
    try:
        said = parse(request.GET)
    except NotAReceipt:
        return HttpResponse(status=400)
    sms_receipts.record(channel_id, said, clock.now())
    answer = HttpResponse(status=200)
    answer["Cache-Control"] = "no-store"
    return answer

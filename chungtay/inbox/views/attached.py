"""What came with a letter, handed out to whoever may read the letter."""

from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from chungtay.access.visiting import acting_of
from chungtay.inbox.models import Content
from chungtay.kit.duty import may


@may("inbox.settle")
@require_GET
def attachment(request: HttpRequest, attachment_id: int) -> HttpResponse:
    """The cleaned bytes. Only a picture that we drew anew ourselves is shown in the page; whatever
    else is there a browser saves and does not open."""
    rows = Content.objects.visible_to(acting_of(request))
    content = get_object_or_404(rows, pk=attachment_id)
    shown = content.media_type.startswith("image/")
    answer = HttpResponse(bytes(content.data), content_type=content.media_type)
    name = quote(f"tep-{content.pk}.{content.extension}")
    answer["Content-Disposition"] = f'{"inline" if shown else "attachment"}; filename="{name}"'
    answer["Cache-Control"] = "private, no-store"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer["Cross-Origin-Resource-Policy"] = "same-origin"
    return answer

"""Whether the house stands, for whoever watches it."""

from typing import Any

from django.db import connection
from django.http import HttpRequest, JsonResponse

from chungtay.journal.models import Closing, Entry
from chungtay.kit.duty import may
from chungtay.places.models import Place


@may("anyone")
def health(request: HttpRequest) -> JsonResponse:
    """Database version, counts, queue depth, last closing; no personal data."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_setting('server_version'),"
            " (SELECT count(*) FROM procrastinate_jobs WHERE status IN ('todo', 'doing'))"
        )
        version, queue = cursor.fetchone()
    last = Closing.objects.order_by("-pk").values_list("closed_at", flat=True).first()
    answer: dict[str, Any] = {
        "database": version,
        "entries": Entry.objects.count(),
        "places": Place.objects.count(),
        "queue": queue,
        "last_closing": last.isoformat() if last else None,
    }
    return JsonResponse(answer)

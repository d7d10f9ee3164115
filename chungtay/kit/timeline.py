"""Steps of a matter as `<c-timeline>` shows them."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from chungtay.kit import clock


def done(text: str, at: datetime, note: str, *, late: bool = False) -> dict[str, Any]:
    """A step that was taken: what, when, what was said of it."""
    at_text = clock.moment(at)
    if late:
        at_text = _("%(at)s, trễ hạn") % {"at": at_text}
    return {"state": "late" if late else "done", "text": text, "at": at_text, "note": note}

"""An officer's turns as an iCalendar file (RFC 5545)."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from chungtay.access.models import Account
from chungtay.rosters.keeping import duties

BEFORE, AHEAD = timedelta(days=30), timedelta(days=120)
"""How far back and ahead a calendar is told."""


def written(account: Account, at: datetime) -> bytes:
    """When and where this officer is on duty; nobody else, and no reason of anything."""
    calendar = Calendar()
    calendar.add("prodid", "-//Chung Tay//rosters//VI")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _("Ca trực của tôi"))
    calendar.add("refresh-interval", timedelta(hours=1), parameters={"VALUE": "DURATION"})
    for duty in duties(account.pk, at - BEFORE, at + AHEAD):
        if duty.kind != "shift":
            continue
        event = Event()
        event.add("uid", f"{duty.shift_id}-{int(duty.starts_at.timestamp())}@chungtay")
        event.add("dtstamp", at)
        event.add("dtstart", duty.starts_at)
        event.add("dtend", duty.ends_at)
        event.add("summary", duty.title)
        calendar.add_component(event)
    return bytes(calendar.to_ical())

"""The troubles of a channel: said once, closed once."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from chungtay.channels.models import Channel, Incident
from chungtay.channels.models.channel import IncidentQuerySet
from chungtay.journal.act import action, current
from chungtay.kit.acting import Acting
from chungtay.kit.errors import Refused


class AlreadyOpen(Refused):
    code = "incident_open"


class AlreadyClosed(Refused):
    code = "incident_closed"


def standing(channel: Channel) -> IncidentQuerySet:
    """Open incidents of a channel somebody already holds."""
    found: IncidentQuerySet = (
        Incident.objects.unscoped(why="the channel itself is in hand")
        .standing()
        .filter(channel=channel)
    )
    return found


@action("channels.open_incident", on="channel", words=_("ghi sự cố của kênh"))
def open_incident(
    *, actor: Acting, at: datetime, channel: Channel, code: str, sentence: str, pauses: bool
) -> Incident:
    """Say that a channel is in trouble; one that `pauses` stops the sending until it is closed."""
    try:
        with transaction.atomic():
            return Incident.objects.create(
                channel=channel, place_id=channel.place_id, code=code, sentence=sentence,
                pauses=pauses, opened_at=at, opened_in=current().entry,
            )  # fmt: skip
    except IntegrityError as error:
        raise AlreadyOpen(_("Sự cố này đang được ghi rồi.")) from error


@action("channels.close_incident", on="incident", words=_("khép sự cố của kênh"))
def close_incident(*, actor: Acting, at: datetime, incident: Incident) -> Incident:
    """The trouble is mended: what waited goes out."""
    row = Incident.objects.unscoped(why="the incident itself is in hand")
    locked: Incident = row.select_for_update().get(pk=incident.pk)
    if locked.closed_at is not None:
        raise AlreadyClosed(_("Sự cố này đã khép lại trước đó."))
    locked.closed_at, locked.closed_in = max(at, locked.opened_at), current().entry
    locked.save(update_fields=["closed_at", "closed_in"])
    return locked

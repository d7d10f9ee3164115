"""Two days after a gift: how are you."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from chungtay.blood.actions import seats
from chungtay.blood.models import Ask, Call, Given
from chungtay.blood.verifying import number_of
from chungtay.journal.act import action, current, tell
from chungtay.kit.acting import Acting
from chungtay.kit.errors import Refused
from chungtay.upkeep.actions import notices
from chungtay.upkeep.models import CareNote

AFTER = timedelta(hours=48)
"""No strenuous effort for so long after a gift (blood.md 1, NIHBT)."""


class NoNote(Refused):
    code = "care.not_due"


@action("upkeep.send_care_note", on="given", words=_("hỏi thăm sau khi hiến"))
def send_care_note(*, actor: Acting, at: datetime, given: Given) -> CareNote:
    """Once for a gift that stands, no sooner than two days after it."""
    row: Given = (
        Given.objects.unscoped(why="the gift in hand, locked")
        .crossing("gift", why="when it was recorded")
        .select_related("gift__recorded_in")
        .select_for_update(no_key=True, of=("self",))
        .get(pk=given.pk)
    )
    if row.taken_back_in_id is not None or at < row.gift.recorded_in.at + AFTER:
        raise NoNote(_("Chưa đến lúc hỏi thăm, hoặc lần hiến này đã bỏ."))
    try:
        with transaction.atomic():
            note: CareNote = CareNote.objects.create(
                place_id=row.place_id, given=row, sent_in=current().entry
            )
    except IntegrityError as error:
        raise NoNote(_("Đã hỏi thăm sau lần hiến này rồi.")) from error
    ask = Ask.objects.unscoped(why="the donor whose gift is in hand").get(pk=row.ask_id)
    call = Call.objects.unscoped(why="the call whose gift is in hand").get(pk=ask.call_id)
    listed = number_of(call.hospital_id)
    text = notices.care(
        seats.donor_name(ask), seats.hospital_name(call), listed.phone if listed else None
    )
    tell(ask.actor_id, purpose=seats.AFTERWARDS, text=text)
    return note

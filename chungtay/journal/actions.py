"""Verbs of the journal itself."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from chungtay.journal.act import action, current
from chungtay.journal.models import Line
from chungtay.kit.acting import Acting
from chungtay.kit.errors import Refused


class AlreadyVoided(Refused):
    code = "already_voided"


@action("journal.void", on="line", words=_("hủy một dòng"))
def void(*, actor: Acting, at: datetime, line: Line) -> Line:
    """Take a line back as a whole. It stays readable, and the pair counts nothing."""
    if line.voids_id is not None:
        raise AlreadyVoided(_("Dòng này chính là dòng hủy; không hủy thêm lần nữa được."))
    try:
        # The books cannot be locked for update by the app's role: the unique key decides a race.
        with transaction.atomic():
            return Line.objects.create(
                entry=current().entry, at=line.at, place_id=line.place_id,
                measure_id=line.measure_id, programme_id=line.programme_id,
                subject_id=line.subject_id, lo=line.lo, hi=line.hi, word=line.word,
                within_id=line.within_id, voids=line,
            )  # fmt: skip
    except IntegrityError as error:
        raise AlreadyVoided(_("Dòng này đã được hủy trước đó.")) from error

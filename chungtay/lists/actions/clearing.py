"""Cells are kept no longer than a correction takes (no verb: the house tidies up)."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as say

from chungtay.lists.models import Intake, IntakeFile, IntakeRow

Outcome = IntakeRow.Outcome
MANY = 200
"""Lists dealt with in one night's run; the others follow the next night."""


def empty_old_cells(at: datetime, kept: timedelta) -> int:
    """Empty the cells of lists taken in before `at - kept`, and let go of lists that nobody took
    in for as long. Returns how many lists were dealt with."""
    limit = at - kept
    rows = IntakeRow.objects.unscoped(why="rows of lists whose time is over")
    waiting = rows.filter(intake=OuterRef("pk"), outcome=Outcome.READY)
    old = Intake.objects.unscoped(why="lists whose time is over, in every ward").filter(
        cleared_at=None
    )
    taken = old.filter(taken_in__at__lt=limit).exclude(Exists(waiting))
    left = old.filter(taken_in=None, given_up=None, brought_in__at__lt=limit)
    with transaction.atomic():
        done = list(taken.values_list("pk", flat=True)[:MANY])
        words = [say("Nội dung dòng này đã xóa sau 30 ngày.")]
        mine = rows.filter(intake__in=done)
        mine.filter(outcome=Outcome.FAULTY).update(cells=[], reasons=words)
        mine.filter(outcome=Outcome.DOUBTFUL).update(cells=[], read=None)
        mine.filter(before__isnull=False).update(before=None)
        old.filter(pk__in=done).update(cleared_at=at)
        gone = list(left.values_list("pk", flat=True)[:MANY])
        files = IntakeFile.objects.unscoped(why="files nobody took in")
        for table in (files, rows):
            table.filter(intake__in=gone)._raw_delete(table.db)
        old.filter(pk__in=gone)._raw_delete(old.db)
    return len(done) + len(gone)

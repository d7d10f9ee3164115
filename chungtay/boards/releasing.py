"""What happened to the donors of a call who were on duty, step by step.

Nobody reads here what a doctor answered, nor who said no: of a release that ended so nothing is
told, as steps that stop short would tell it. That a doctor was asked is read by those who may bring
the answer, and never by a commander.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from django.utils.translation import gettext as say

from chungtay.boards.board import Board
from chungtay.releases.actions.texts import officer
from chungtay.releases.models import Clearance, Leave, Release
from chungtay.releases.models.releases import ANSWERED
from chungtay.releases.showing import hears_of_doctors


class Taken(NamedTuple):
    """A step that was taken for one ask."""

    at: datetime
    ask_id: int
    text: str
    how: str = ""


def taken(board: Board) -> Iterator[Taken]:
    """Three questions, however many releases."""
    rows = Release.objects.unscoped(why="donors of a call that the reader has before them")
    asked = rows.filter(ask__in=board.asks).exclude(ending__in=ANSWERED)
    releases = {row.pk: row for row in asked.select_related("account")}
    doctors = Clearance.objects.unscoped(why="donors of a call that the reader has before them")
    for row in doctors.filter(release__in=releases).order_by("pk"):
        if hears_of_doctors(board.acting, releases[row.release_id]):
            yield Taken(row.asked_at, row.ask_id, say("%(name)s: hỏi bác sĩ"))
            if row.answered_at is not None:
                yield Taken(row.answered_at, row.ask_id, say("%(name)s: bác sĩ đã trả lời"))
    leaves = Leave.objects.unscoped(why="donors of a call that the reader has before them")
    for leave in leaves.filter(release__in=releases).select_related("stand_in").order_by("pk"):
        ask_id = releases[leave.release_id].ask_id
        yield Taken(leave.asked_at, ask_id, say("%(name)s: xin chỉ huy cho rời ca"))
        if leave.granted and leave.decided_at and leave.stand_in:
            stand_in = say("%(stand_in)s trực thay") % {"stand_in": officer(leave.stand_in)}
            yield Taken(leave.decided_at, ask_id, say("%(name)s: chỉ huy đã duyệt"), stand_in)

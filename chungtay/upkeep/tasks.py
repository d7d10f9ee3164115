"""Background entry points: ids in, one action called."""

import logging
from datetime import timedelta

from chungtay.blood.models import Call, Given
from chungtay.journal.system import System
from chungtay.kit import clock
from chungtay.kit.errors import Refused
from chungtay.kit.jobs import every
from chungtay.places.models import Place
from chungtay.upkeep.actions import NothingLearnt, fit_responses, send_care_note
from chungtay.upkeep.actions.caring import AFTER
from chungtay.upkeep.models import CareNote

log = logging.getLogger(__name__)


@every("*/10 * * * *")
def send_care_notes() -> None:
    """Ask how they are who gave two days ago; a gift longer ago than a week is too old to ask."""
    at = clock.now()
    sent = CareNote.objects.unscoped(why="who was asked already").values("given")
    due = (
        Given.objects.unscoped(why="gifts of two days ago, in every ward")
        .crossing("gift", why="when they were recorded")
        .filter(
            taken_back_in=None, gift__recorded_in__at__lte=at - AFTER,
            gift__recorded_in__at__gt=at - AFTER - timedelta(days=7),
        )
        .exclude(pk__in=sent)
    )  # fmt: skip
    for given in due.order_by("pk"):
        try:
            send_care_note(actor=System("care"), at=at, given=given)
        except Refused:
            continue  # taken back meanwhile, or somebody was quicker
        except Exception:
            log.exception("gift %s: nobody could be asked how they are", given.pk)


@every("20 3 * * 1")
def learn_from_answers() -> None:
    """Once a week, what the answers of each province taught."""
    at = clock.now()
    calls = Call.objects.unscoped(why="which provinces have called").values("place__province")
    for province in Place.objects.filter(pk__in=calls):
        try:
            fit_responses(actor=System("learning"), at=at, place=province)
        except NothingLearnt:
            continue

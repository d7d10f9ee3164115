"""Webhooks are kept as they came for a time after they were dealt with, then without their body.

Key, event and outcome stay: a repeat is still known as one, and counts stay right. What waits, or
breaks our own code, keeps its body until somebody has dealt with it.
"""

import logging
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from chungtay.intake.models import SAYS_NOTHING, Inbound
from chungtay.kit import clock, rules

log = logging.getLogger(__name__)

MANY = 2_000
"""Rows of one statement and one commit: nobody waits for this."""
NIGHT = 500
"""Such batches in one night; the rest follows the next."""


def kept(at: datetime) -> timedelta:
    return timedelta(days=int(rules.rule("intake.body.kept", on=clock.today(at)).number))


def forget_bodies(at: datetime, many: int = MANY, most: int = NIGHT) -> int:
    """Blank what was dealt with before its time; how many. Each batch is committed by itself, and
    what is blank is not found again: cut off, it goes on where it was."""
    limit, blanked = at - kept(at), 0
    for _batch in range(most):
        done = _blank(limit, many)
        blanked += done
        if done < many:
            break
    if blanked:
        log.info("the bodies of %s webhooks were let go", blanked)
    return blanked


def _blank(limit: datetime, many: int) -> int:
    with transaction.atomic():
        old = (
            _rows().filter(handled_at__lte=limit).exclude(body=SAYS_NOTHING).order_by("handled_at")
        )
        ids = list(old.select_for_update(skip_locked=True).values_list("pk", flat=True)[:many])
        return int(_rows().filter(pk__in=ids).update(body=SAYS_NOTHING))


def _rows() -> Any:
    return Inbound.objects.unscoped(why="webhooks whose time is over, whoever they are from")

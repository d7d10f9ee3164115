"""The taker: takes in what came, over and over, beside whatever else its process does.

It looks by itself instead of being called: a job for each letter, or for each group that was stored
together, costs more than taking it in. Several may run at once, in any processes.
"""

import logging
import threading

from django.db import connection

from chungtay.intake import receiving
from chungtay.kit import clock

log = logging.getLogger(__name__)

IDLE = 0.1
"""Seconds."""


def run(stop: threading.Event) -> None:
    """Until `stop` is set."""
    while not stop.is_set():
        try:
            done = receiving.take_in(clock.now())
        except Exception:
            # If the database went away, the next round makes a new connection.
            log.exception("a round of taking in broke off")
            connection.close()
            done = 0
        if not done:
            stop.wait(IDLE)
    connection.close()

"""Background entry points: ids in, one thing done.

The sender's loop (`sending.run`) does all of this within half a second, and is what a worker
should run; the clock below is its net, for a worker that runs jobs only.
"""

import threading

from django.tasks import task

from chungtay.channels import receiving, sending
from chungtay.kit import clock
from chungtay.kit.jobs import every

_sender: sending.Sender | None = None
_lock = threading.Lock()


@task
def handle_inbound(inbound_id: int) -> None:
    """Deal with one webhook that somebody waits for."""
    receiving.handle(inbound_id, clock.now())


@every("* * * * * */5")
def turn() -> None:
    """Send what is due, take in what is open, look after what is in doubt."""
    global _sender
    if not _lock.acquire(blocking=False):
        return
    try:
        if _sender is None:
            _sender = sending.Sender()
        sending.turn(_sender)
    finally:
        _lock.release()

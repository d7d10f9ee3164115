"""Background entry points: ids in, one thing done. The sender's loop is `sending.run`."""

from django.tasks import task

from chungtay.inbox import receiving
from chungtay.kit import clock


@task
def handle_inbound(inbound_id: int) -> None:
    """Deal with one webhook that somebody waits for."""
    receiving.handle_in_turn(inbound_id, clock.now())

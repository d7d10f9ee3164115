"""What the worker does for the inbox."""

from django.tasks import task

from chungtay.inbox import fetching, receiving
from chungtay.kit import clock


@task
def handle_inbound(inbound_id: int) -> None:
    """Deal with one webhook that somebody waits for."""
    receiving.handle_in_turn(inbound_id, clock.now())


@task
def fetch_attachment(attachment_id: int) -> None:
    """Fetch what came with a letter before its address dies."""
    fetching.fetch(attachment_id)

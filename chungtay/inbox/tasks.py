"""What the worker does for the inbox."""

from django.tasks import task

from chungtay.inbox import fetching


@task
def fetch_attachment(attachment_id: int) -> None:
    """Fetch what came with a letter before its address dies."""
    fetching.fetch(attachment_id)

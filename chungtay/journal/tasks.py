"""Background entry points."""

from chungtay.journal.closing import close
from chungtay.kit import clock
from chungtay.kit.jobs import every


@every("*/5 * * * *")
def close_the_books() -> None:
    """Roll and seal what has been written since the last time."""
    close(clock.now())

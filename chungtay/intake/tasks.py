"""What the worker does by the clock about what came in."""

from chungtay.intake import keeping
from chungtay.kit import clock
from chungtay.kit.jobs import every


@every("41 2 * * *")
def forget_bodies() -> None:
    """Nightly: webhooks are kept as they came no longer than their rule says."""
    keeping.forget_bodies(clock.now())

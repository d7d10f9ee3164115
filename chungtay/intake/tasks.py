"""What the worker does about what came in."""

from django.tasks import task

from chungtay.intake import keeping, receiving, together
from chungtay.kit import clock
from chungtay.kit.jobs import every


@task
def handle_inbound(inbound_ids: list[int]) -> None:
    """Deal with webhooks that somebody waits for, which were stored together. One that breaks
    leaves the others as they are, and the job is tried again."""
    faults: list[Exception] = []

    def alone(inbound_id: int) -> None:
        try:
            receiving.handle_in_turn(inbound_id, clock.now())
        except Exception as fault:
            faults.append(fault)

    together.take(inbound_ids, clock.now(), alone)
    if faults:
        raise ExceptionGroup("webhooks that could not be dealt with", faults)


@every("41 2 * * *")
def forget_bodies() -> None:
    """Nightly: webhooks are kept as they came no longer than their rule says."""
    keeping.forget_bodies(clock.now())

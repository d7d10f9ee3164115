"""May this person be written to now, and out of which purse? Pure questions about one person."""

from zalo_sim.clock import DAY, HOUR
from zalo_sim.errors import ZaloError
from zalo_sim.nouns import Person

FREE = 48 * HOUR
OPEN = 7 * DAY
INACTIVE = 45 * DAY


def check_contact(person: Person, now: int) -> None:
    """Raises what forbids any message by user id: not followed, blocked, long away."""
    if not person.follows:
        raise ZaloError(-213)
    if person.blocked:
        raise ZaloError(-244)
    if person.last_online is not None and now - person.last_online > INACTIVE:
        raise ZaloError(-227)


def check_reachable(person: Person, now: int) -> None:
    """Raises the OA error that forbids a consultation message to this person."""
    check_contact(person, now)
    if person.last_interaction is None:
        raise ZaloError(-232)
    if now - person.last_interaction > OPEN:
        raise ZaloError(-230)


def is_free(person: Person, now: int) -> bool:
    """Within 48 hours of the last interaction nothing is charged."""
    return person.last_interaction is not None and now - person.last_interaction <= FREE

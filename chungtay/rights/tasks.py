"""What rights does by the clock."""

from chungtay.kit import clock
from chungtay.kit.jobs import every
from chungtay.rights.actions.own import forget_dead_links


@every("*/10 * * * *")
def forget_links() -> None:
    """Blank the messages whose link to one's own page no longer opens anything."""
    forget_dead_links(clock.now())

"""What groups does by the clock."""

from chungtay.groups.actions.reporting import end_outlived, forget_dead_links
from chungtay.groups.flooding import forget_origins
from chungtay.kit import clock
from chungtay.kit.jobs import every


@every("17 * * * *")
def forget() -> None:
    """Empty what is kept for a time only: digests of addresses, links that have expired
    or outlive their ground."""
    at = clock.now()
    forget_origins(at)
    end_outlived(at)
    forget_dead_links(at)

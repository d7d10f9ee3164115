"""What tending does by the clock."""

from contextlib import closing

from chungtay.carriers.wire import Wire
from chungtay.carriers.zalo.client import Zalo
from chungtay.kit import clock
from chungtay.kit.jobs import every
from chungtay.tending import alarms


@every("* * * * *")
def look_after_channels() -> None:
    """Renew keys, notice silence, tell keepers."""
    with closing(Zalo(Wire(connections=2))) as zalo:
        alarms.look_after(zalo, clock.now())

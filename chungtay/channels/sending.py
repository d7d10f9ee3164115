"""Carrying deliveries: claimed in the database, posted by threads, settled in the database.

Only the loop touches the database; a thread gets plain values and gives back an `Outcome`. A row
is committed as `sending` just before its request leaves, never more rows than there are threads:
so a killed worker leaves at most that many in doubt, and none is ever posted twice (rule 5).
"""

import logging
import random
import threading
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection

from chungtay.carriers.esms.client import Esms
from chungtay.carriers.letter import Carrier, Letter
from chungtay.carriers.mail.client import Mail
from chungtay.carriers.outcome import Outcome
from chungtay.carriers.wire import Wire
from chungtay.carriers.zalo.client import Zalo
from chungtay.carriers.zalo.templates import ByPhone, ByUid
from chungtay.channels import claiming, doubts, letters, pacing, settling
from chungtay.channels.models import Channel, Delivery, Way
from chungtay.channels.resolving import take
from chungtay.kit import clock

log = logging.getLogger(__name__)

PARALLEL = 16
IDLE, MOMENT = 0.4, 0.02
"""Seconds."""
LOOK_FOR_MORE = timedelta(seconds=1)
ROUND, SWEEP = timedelta(seconds=2), timedelta(seconds=10)
"""However long a broadcast takes, what comes in and what is in doubt has its turn so often."""


@dataclass(frozen=True, slots=True)
class Posting:
    """All that a thread needs for one request."""

    row: Delivery
    account: Any
    letter: Letter


class Sender:
    """One worker's hands: a connection pool, threads, and what they are carrying."""

    def __init__(self, wire: Wire | None = None, parallel: int = PARALLEL) -> None:
        wire = wire or Wire(connections=parallel)
        self.zalo, self.esms = Zalo(wire), Esms(wire)
        self.carriers: dict[str, Carrier[Any]] = {
            Way.ZALO_CS: self.zalo, Way.ZALO_UID: ByUid(wire), Way.ZALO_PHONE: ByPhone(wire),
            Way.SMS: self.esms, Way.EMAIL: Mail(),
        }  # fmt: skip
        self._parallel = parallel
        self._pool = ThreadPoolExecutor(parallel, thread_name_prefix="carrier")
        self._flying: dict[Future[Outcome], Posting] = {}
        self._lately: set[int] = set()
        """The channels of what was claimed last."""
        self.swept_at = clock.now() - SWEEP

    def close(self) -> None:
        """Whatever is still on its way is waited for and written down."""
        self._pool.shutdown(wait=True)
        try:
            self._settle(clock.now())
        finally:
            self.zalo.close()

    def drain(
        self, stopping: Callable[[], bool] = lambda: False, within: timedelta | None = None
    ) -> int:
        """Send until nothing is due, or for so long: then some may still be on their way. Returns
        how many requests were made."""
        posted, looked_at = 0, clock.now() - LOOK_FOR_MORE
        ends = clock.now() + within if within else None
        while True:
            at = clock.now()
            self._settle(at)
            claimed: list[Posting] = []
            if not stopping():
                if at >= looked_at + LOOK_FOR_MORE:
                    # Urgent messages do not wait for the end of a long broadcast.
                    looked_at = at
                    take(at)
                claimed = self._claim(at)
                if not claimed and not self._flying and take(at):
                    continue
            for posting in claimed:
                self._flying[self._pool.submit(self._post, posting)] = posting
            posted += len(claimed)
            if not self._flying or (ends is not None and at >= ends):
                return posted
            self._gather()

    def _gather(self) -> None:
        """Wait for one to come back, then a moment for those right behind it: they are settled,
        and the next ones claimed, in the same few statements."""
        wait(self._flying, timeout=1, return_when=FIRST_COMPLETED)
        wait(self._flying, timeout=MOMENT)

    def _post(self, posting: Posting) -> Outcome:
        return self.carriers[posting.row.way].send(posting.account, posting.letter)

    def _settle(self, at: datetime) -> None:
        done = [future for future in self._flying if future.done()]
        ended = [(self._flying.pop(future), future) for future in done]
        for posting, future in ended:
            fault = future.exception()
            if fault is not None:
                # A fault of ours on a thread: the row stays `sending` and lapses into doubt.
                log.error("delivery %s broke off", posting.row.pk, exc_info=fault)
        sound = [(p.row, f.result()) for p, f in ended if f.exception() is None]
        used = {p.row.pk: p.account for p, _ in ended}
        refused: dict[tuple[int | None, str], list[Delivery]] = {}
        for row in settling.settle(sound, at):
            refused.setdefault((row.channel_id, used[row.pk].token), []).append(row)
        for (_, token), rows in refused.items():
            settling.token_refused(rows, token, self.zalo, at)

    def _claim(self, at: datetime) -> list[Posting]:
        free = self._parallel - len(self._flying)
        held = set(pacing.full(at)) if free else set()
        channels = {
            channel.pk: channel
            for channel in Channel.objects.unscoped(
                why="the sender carries every message to its recipient"
            ).speaking()
            if (channel.rest_until is None or channel.rest_until <= at) and channel.pk not in held
        }
        if not free or not channels:
            return []
        # In the middle of a broadcast by the only channel there is no need to look for it.
        wanted = self._lately if self._lately == set(channels) else set()
        wanted = wanted or claiming.wanted(at, list(channels), free)
        # Before anything is committed as `sending`: renewing a token may take its time.
        accounts = {key: letters.account_of(channels[key], self.zalo, at) for key in sorted(wanted)}
        claimed = claiming.claim(at, {key: channels[key] for key in accounts}, free)
        self._lately = {row.channel_id or 0 for row, _letter in claimed}
        return [Posting(row, accounts[row.channel_id or 0], letter) for row, letter in claimed]


def turn(sender: Sender, stopping: Callable[[], bool] = lambda: False) -> int:
    """One round: send for a while, look after what is in doubt or stuck. How much was done."""
    done = sender.drain(stopping, ROUND)
    doubts.lapse(clock.now())
    if clock.now() >= sender.swept_at + SWEEP:
        sender.swept_at = clock.now()
        settling.sweep(sender.swept_at)
    doubts.look_up(sender.zalo, sender.esms, clock.now())
    return done


def run(stop: threading.Event | None = None) -> None:
    """The sender's loop, until `stop` is set. Several may run at once, in any processes."""
    stop = stop or threading.Event()
    sender = Sender()
    try:
        while not stop.is_set():
            try:
                done = turn(sender, stop.is_set)
            except Exception:
                # If the database went away, the next round makes a new connection.
                log.exception("sender's round broke off")
                connection.close()
                done = 0
            if not done:
                stop.wait(IDLE * (0.75 + random.random() / 2))  # noqa: S311
    finally:
        sender.close()
        connection.close()

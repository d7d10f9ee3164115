"""`python -m zalo_sim`: start the loopback Zalo."""

import argparse
import contextlib
import signal
import sys
from pathlib import Path
from types import FrameType

from zalo_sim import people, templates
from zalo_sim.clock import parse
from zalo_sim.config import Config, NotLoopbackError
from zalo_sim.errors import MisuseError
from zalo_sim.server import HOST, Running


def arguments(argv: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m zalo_sim", description=__doc__)
    parser.add_argument("--port", type=int, required=True, help="0: any free port")
    parser.add_argument("--data", type=Path, required=True, help="folder of the journal")
    parser.add_argument("--app-id", required=True)
    parser.add_argument("--secret", required=True, help="app secret")
    parser.add_argument("--oa-id", required=True)
    parser.add_argument("--oa-secret", required=True, help="signs the webhooks")
    parser.add_argument("--webhook", required=True, help="http://127.0.0.1:PORT/zalo/webhook/")
    parser.add_argument("--people", type=Path, help="JSON file of people")
    parser.add_argument("--templates", type=Path, help="JSON file of template messages")
    parser.add_argument("--sms-key", default=Config.sms_key)
    parser.add_argument("--sms-secret", default=Config.sms_secret)
    parser.add_argument("--sms-brandname", default=Config.sms_brandname)
    parser.add_argument("--oa-name", default=Config.oa_name)
    parser.add_argument("--clock", help="ISO moment at which a new world begins")
    parser.add_argument("--host", default=HOST, help="only 127.0.0.1 is accepted")
    return parser.parse_args(argv)


def main(argv: list[str] | None = None) -> int:
    given = arguments(argv)
    try:
        if given.host != HOST:
            raise NotLoopbackError(f"Zalo thử chỉ mở ở {HOST}, không mở ở {given.host}.")
        config = Config(
            app_id=given.app_id,
            secret=given.secret,
            oa_id=given.oa_id,
            oa_secret=given.oa_secret,
            webhook=given.webhook,
            data=given.data,
            oa_name=given.oa_name,
            sms_key=given.sms_key,
            sms_secret=given.sms_secret,
            sms_brandname=given.sms_brandname,
        )
        running = Running(config, given.port)
        _begin(running, given)
    except (NotLoopbackError, MisuseError, OSError, ValueError) as wrong:
        print(wrong, file=sys.stderr)
        return 2
    signal.signal(signal.SIGTERM, _leave)
    print(f"Zalo thử: {running.url}/", flush=True)
    with contextlib.suppress(KeyboardInterrupt):
        running.serve()
    return 0


def _begin(running: Running, given: argparse.Namespace) -> None:
    sim = running.sim
    if given.clock and not sim.resumed:
        now = sim.clock.now()
        sim.push_clock(sim.clock.offset + parse(given.clock, now) - now)
    if given.people:
        people.load(sim, given.people)
    if given.templates:
        templates.load(sim, given.templates)


def _leave(signum: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main())

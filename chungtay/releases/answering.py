"""Which verbs an answer from outside may call, and how the rows are found."""

from collections.abc import Mapping
from typing import Any

from chungtay.access.models import Account
from chungtay.blood.models import Ask
from chungtay.journal.answers import answerable
from chungtay.kit.acting import Acting
from chungtay.releases.models import Release, Serving

Args = Mapping[str, int | str]


def _row(model: Any, pk: int | str) -> Any:
    rows = model.objects.unscoped(why="named by a message; the verb checks whose it is")
    return rows.get(pk=int(pk))


def _serving(acting: Acting, args: Args) -> dict[str, Any]:
    return {"serving": _row(Serving, args["serving"])}


def _ask(acting: Acting, args: Args) -> dict[str, Any]:
    return {"ask": _row(Ask, args["ask"])}


def _decision(acting: Acting, args: Args) -> dict[str, Any]:
    stand_in = args.get("stand_in")
    return {
        "release": _row(Release, args["release"]), "yes": bool(int(args["yes"])),
        "stand_in": None if stand_in is None else Account.objects.get(pk=int(stand_in)),
    }  # fmt: skip


answerable("releases.confirm_serving", load=_serving)
answerable("releases.deny_serving", load=_serving)
answerable("releases.ask_doctor", load=_ask)
answerable("releases.decide", load=_decision)

"""Verbs of releases."""

from chungtay.releases.actions.changing import NothingChanged, come_on_duty, go_off_duty
from chungtay.releases.actions.covering import NotFree
from chungtay.releases.actions.doctors import (
    NotAnAnswer,
    Unfinished,
    answer_doctor,
    ask_doctor,
    begin,
)
from chungtay.releases.actions.ending import end, let_go, withdraw
from chungtay.releases.actions.leaves import (
    NoStandIn,
    NotDue,
    ask_leave,
    change_stand_in,
    decide,
    escalate,
    miss_cover,
)
from chungtay.releases.actions.serving import (
    ServesAlready,
    ServingOver,
    TooManyClaims,
    confirm_serving,
    deny_serving,
    say_serving,
    take_back_serving,
)
from chungtay.releases.actions.steps import AnsweredAlready, OutOfOrder, Over, Step

__all__ = [
    "AnsweredAlready", "NoStandIn", "NotAnAnswer", "NotDue", "NotFree", "NothingChanged",
    "OutOfOrder", "Over", "ServesAlready", "ServingOver", "Step", "TooManyClaims", "Unfinished",
    "answer_doctor", "ask_doctor", "ask_leave", "begin", "change_stand_in", "come_on_duty",
    "confirm_serving", "decide", "deny_serving", "end", "escalate", "go_off_duty", "let_go",
    "miss_cover", "say_serving", "take_back_serving", "withdraw",
]  # fmt: skip

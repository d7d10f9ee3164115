"""Verbs of registering oneself."""

from chungtay.signups.actions.public import TooMany, sign_up
from chungtay.signups.actions.signups import (
    AlreadyBegun,
    AlreadyOver,
    NothingBefore,
    answer_signup,
    begin_signup,
    confirm_signup,
    forget_signup,
    go_back,
    stop_signup,
)

__all__ = [
    "AlreadyBegun", "AlreadyOver", "NothingBefore", "TooMany", "answer_signup", "begin_signup",
    "confirm_signup", "forget_signup", "go_back", "sign_up", "stop_signup",
]  # fmt: skip

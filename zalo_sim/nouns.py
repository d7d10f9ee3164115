"""What the simulator remembers. All times are milliseconds of the simulator's clock."""

from dataclasses import dataclass, field
from typing import Any

Button = dict[str, Any]


@dataclass
class Person:
    """A Zalo user. `last_interaction` None: never spoke with the Official Account."""

    user_id: str
    user_id_by_app: str
    name: str
    role: str = ""
    follows: bool = True
    last_interaction: int | None = None
    last_online: int | None = None
    blocked: bool = False

    @property
    def initials(self) -> str:
        """The last two words, as Vietnamese names are called."""
        return "".join(word[0] for word in self.name.split()[-2:]).upper()


@dataclass
class Message:
    """One message between a person and the Official Account.

    `label` is the title of the button that was tapped; `shown` False is a hidden query.
    """

    message_id: str
    user_id: str
    from_user: bool
    text: str
    at: int
    buttons: list[Button] = field(default_factory=list)
    quote: str = ""
    label: str = ""
    shown: bool = True
    received_at: int | None = None
    seen_at: int | None = None


@dataclass
class Delivery:
    """One webhook to hand over. `state`: waiting, done, or lost when the ladder has run out."""

    number: int
    event: str
    user_id: str
    msg_ids: list[str]
    timestamp: str
    body: str
    due: int
    at: int
    attempts: int = 0
    state: str = "waiting"
    result: str = ""


@dataclass
class Grant:
    """An access token and when it dies."""

    access_token: str
    expires: int


@dataclass
class Code:
    """An authorization code: ten minutes, once."""

    code: str
    challenge: str
    expires: int
    used: bool = False


@dataclass
class Refresh:
    """A refresh token: three months, once."""

    token: str
    expires: int
    used: bool = False


@dataclass
class Refusal:
    """An API call that was answered with an error: a line of the technical log."""

    at: int
    path: str
    code: int
    user_id: str

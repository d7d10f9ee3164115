"""What the simulator remembers. All times are milliseconds of the simulator's clock."""

from dataclasses import dataclass, field
from typing import Any

Button = dict[str, Any]
Attachment = dict[str, Any]


@dataclass
class Person:
    """A Zalo user. `last_interaction` None: never spoke with the Official Account.

    `phone` is 84… or empty. `admin`: of the Official Account. `template_refusal`: the number with
    which a template to this person is refused, 0 for none. `shared` is what the person submitted.
    """

    user_id: str
    user_id_by_app: str
    name: str
    role: str = ""
    follows: bool = True
    last_interaction: int | None = None
    last_online: int | None = None
    blocked: bool = False
    phone: str = ""
    admin: bool = False
    invitable: bool = True
    template_refusal: int = 0
    sms_fails: bool = False
    chatted: bool = False
    withdrawn_at: int | None = None
    shared: dict[str, str] = field(default_factory=dict)

    @property
    def initials(self) -> str:
        """The last two words, as Vietnamese names are called."""
        return "".join(word[0] for word in self.name.split()[-2:]).upper()


@dataclass(slots=True)
class Message:
    """One message of a chat: with the Official Account, in a group, or from nobody known.

    `label` is the title of the button that was tapped; `shown` False is a hidden query.
    `attachments` are as the webhook tells them. `card` is what the phone draws: a template, a
    list, a request for details. `phone` is set on a template that went to a phone number.
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
    kind: str = "text"
    attachments: list[Attachment] = field(default_factory=list)
    card: dict[str, Any] = field(default_factory=dict)
    group_id: str = ""
    conversation_id: str = ""
    phone: str = ""
    template_id: str = ""
    tracking_id: str = ""
    reactions: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Delivery:
    """One webhook to hand over. `state`: waiting, done, or lost when the ladder has run out.

    `lane` keeps the order: a person, a group or the Official Account itself. A delivery with a
    `url` is a receipt of the SMS gateway, called by GET.
    """

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
    lane: str = ""
    server: str = ""
    url: str = ""


@dataclass
class Template:
    """A template message with blanks `<name>`. Limits None: none. Prices in đồng."""

    template_id: str
    name: str
    text: str
    params: list[dict[str, Any]]
    created: int
    status: str = "ENABLE"
    quality: str = "HIGH"
    tag: str = "TRANSACTION"
    uid: bool = True
    phone: bool = True
    granted: bool = True
    price_sdt: int = 120
    price_uid: int = 60
    daily_limit: int | None = None
    per_user_day: int | None = None
    per_user_month: int | None = None
    buttons: list[Button] = field(default_factory=list)


@dataclass
class Group:
    """A group chat (GMF). `oa_in` False: the Official Account has been put out of it."""

    group_id: str
    name: str
    description: str
    asset_id: str
    members: list[str]
    admins: list[str]
    at: int
    pending: list[str] = field(default_factory=list)
    status: str = "enabled"
    oa_in: bool = True
    deleted: bool = False
    avatar: str = ""
    lock_send_msg: bool = False
    join_appr: bool = False
    enable_msg_history: bool = True
    enable_link_join: bool = True


@dataclass
class Asset:
    """The right to hold one group. `valid_through` None: renewed for ever."""

    asset_id: str
    product_type: str
    valid_through: int | None = None


@dataclass
class Upload:
    """A file kept by the simulator. `owner` is a user id, or empty for the Official Account."""

    media_id: str
    kind: str
    name: str
    mime: str
    size: int
    checksum: str
    at: int
    owner: str = ""


@dataclass(slots=True)
class Sms:
    """A text the gateway took. `state`: sent, failed, sandbox."""

    sms_id: str
    phone: str
    text: str
    brandname: str
    request_id: str
    at: int
    state: str
    sandbox: bool = False


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

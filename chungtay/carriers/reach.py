"""Which ways lead to a person now, in the order in which they are tried, and why the others do not.

Pure: facts in, ways out, no Django and no clock. The same function decides what is sent and tells
a page why nobody can reach somebody. Windows and refusals are Zalo's (zalo.md 1.4, 1.5, 1.7).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from functools import lru_cache

CS, UID, PHONE, SMS, EMAIL = "zalo_cs", "zalo_uid", "zalo_phone", "sms", "email"
ORDER = (CS, UID, PHONE, SMS, EMAIL)
BULK, URGENT, REPLY = 0, 1, 2

FREE = timedelta(hours=48)
"""Since a user's last interaction: so long a consultation message costs nothing."""
OPEN = timedelta(days=7)
"""So long it may be sent at all, for money; afterwards Zalo answers -230."""
EXPIRED = "expired"
"""The one no that is nobody's: the hour it was for has passed."""
FAR = 2
"""Nearness of an account that speaks for another place: only its own Zalo users are its."""


class Can(StrEnum):
    NOW = "now"
    LATER = "later"
    NO = "no"


class Form(StrEnum):
    """What an account has of a template message for this purpose."""

    NONE = "none"
    WAITING = "waiting"
    READY = "ready"
    BY_DAY = "by_day"
    """Ready, but of a kind that Zalo sends from 06:00 to 21:59 only."""


@dataclass(frozen=True, slots=True)
class Account:
    """A channel as it stands now. `nearness` 0: of the message's own place, 1: of its province,
    2: of another. `spent`: ways whose quota is used up for a message of this rank."""

    key: int
    kind: str
    nearness: int = 0
    paused: bool = False
    spent: frozenset[str] = frozenset()
    uid: Form = Form.NONE
    phone: Form = Form.NONE


@dataclass(frozen=True, slots=True)
class Address:
    """One contact point. `account`: whose user a Zalo user is, None if we have no such account.

    `spoke`: how long ago they last spoke or tapped, None if nobody told; `follows` likewise.
    `closed`: what Zalo said since they spoke (-230, -232, -227). `refused`: pairs of account and
    code; `spoke_since`: whether they spoke after that.
    """

    key: int
    kind: str
    account: int | None = None
    spoke: timedelta | None = None
    follows: bool | None = None
    closed: str = ""
    refused: frozenset[tuple[int, str]] = frozenset()
    spoke_since: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """All that counts. `unwilling`: the person's own no, or that the hour has passed, as a code.

    `night`: between 22:00 and 05:59 in Viet Nam. `quiet`: between the hours in which nobody is
    disturbed with what can wait. `tried`: pairs of way and account that definitely failed.
    """

    addresses: tuple[Address, ...] = ()
    accounts: tuple[Account, ...] = ()
    unwilling: str = ""
    rank: int = BULK
    night: bool = False
    quiet: bool = False
    tried: frozenset[tuple[str, int]] = frozenset()
    unwanted: frozenset[str] = frozenset()
    """Ways by which this person does not want to be told such a thing."""
    zalo_only: bool = False
    """It goes to the person's own Zalo user or nowhere."""


@dataclass(frozen=True, slots=True)
class Step:
    """One way, by one account to one address; `code` always says why it can or cannot be gone."""

    way: str
    can: Can
    code: str
    account: int | None = None
    address: int | None = None


_KINDS = {CS: ("zalo", "zalo_oa"), UID: ("zalo", "zalo_oa"), PHONE: ("phone", "zalo_oa"),
          SMS: ("phone", "esms"), EMAIL: ("email", "mail")}  # fmt: skip
_NO_ADDRESS = {"zalo": "no_contact", "phone": "no_phone", "email": "no_email"}
_NO_ACCOUNT = {"zalo_oa": "no_channel", "esms": "no_sms", "mail": "no_mail"}


@lru_cache(maxsize=4096)
def reach(facts: Facts) -> tuple[Step, ...]:
    """Every way in its order, at least one step each; the nearest account first within one."""
    return tuple(step for way in ORDER for step in _steps(way, facts))


def chosen(steps: Sequence[Step], rank: int) -> Step | None:
    """The step to take. What can wait waits for the first way that will open; what is urgent takes
    the first that is open now, and only if none is, waits."""
    open_ = [step for step in steps if step.can is Can.NOW]
    later = [step for step in steps if step.can is not Can.NO]
    if rank == BULK:
        return later[0] if later else None
    return next(iter(open_ or later), None)


def why_not(steps: Sequence[Step]) -> str:
    """One code for a message that no way carries: that of the first way that was thought of."""
    return steps[0].code


def _steps(way: str, facts: Facts) -> Iterator[Step]:
    kind, carried_by = _KINDS[way]
    if facts.zalo_only and kind != "zalo":
        yield Step(way, Can.NO, facts.unwilling or "zalo_only")
        return
    addresses = [address for address in facts.addresses if address.kind == kind]
    if not addresses:
        # Whoever cannot be reached at all is not said to have refused.
        said = facts.unwilling if facts.addresses or facts.unwilling == EXPIRED else ""
        yield Step(way, Can.NO, said or _NO_ADDRESS[kind])
        return
    pairs = [
        (account, address)
        for account in facts.accounts
        if account.kind == carried_by
        for address in addresses
        if (address.account == account.key if kind == "zalo" else account.nearness < FAR)
    ]
    if not pairs:
        yield Step(way, Can.NO, facts.unwilling or _NO_ACCOUNT[carried_by], None, addresses[0].key)
        return
    for account, address in sorted(pairs, key=lambda pair: (pair[0].nearness, pair[0].key)):
        can, code = _may_go(way, account, address, facts)
        yield Step(way, can, code, account.key, address.key)


def _may_go(way: str, account: Account, address: Address, facts: Facts) -> tuple[Can, str]:
    no = (
        facts.unwilling
        or ("unwanted" if way in facts.unwanted else "")
        or ("tried" if (way, account.key) in facts.tried else "")
        or _refusal(account, address, facts)
    )
    if not no and way in (CS, UID) and address.follows is False:
        no = "-213"
    if not no and way in (CS, UID) and address.closed == "-227":
        no = "-227"
    if not no and way == CS:
        no = _window(address)
    form = {UID: account.uid, PHONE: account.phone}.get(way, Form.READY)
    if not no and form in (Form.NONE, Form.WAITING):
        no = "no_template" if form is Form.NONE else "template_waiting"
    if no:
        return Can.NO, no
    costs = _costs(way, address)
    if later := _later(way, account, form, facts, costs):
        return Can.LATER, later
    return Can.NOW, costs


def _refusal(account: Account, address: Address, facts: Facts) -> str:
    """What this person refused of this account, by whichever address; an answer to what they
    wrote since may go to where they wrote from."""
    if account.kind != "zalo_oa":
        return ""
    if facts.rank == REPLY and address.spoke_since:
        return ""
    codes = sorted(
        code for every in facts.addresses for key, code in every.refused if key == account.key
    )
    return codes[0] if codes else ""


def _window(address: Address) -> str:
    if address.closed:
        return address.closed
    return "-230" if address.spoke is not None and address.spoke > OPEN else ""


def _later(way: str, account: Account, form: Form, facts: Facts, costs: str) -> str:
    if account.paused:
        return "paused"
    if form is Form.BY_DAY and facts.night:
        return "-234"
    if way in account.spent and (way, costs) != (CS, "free"):
        return "quota"
    return "quiet" if facts.quiet and facts.rank == BULK else ""


def _costs(way: str, address: Address) -> str:
    if way != CS:
        return {EMAIL: "free"}.get(way, "billed")
    if address.spoke is None:
        return "untold"
    return "free" if address.spoke <= FREE else "billed"

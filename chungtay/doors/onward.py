"""What floors above put on the page of one's own account: a page, and what it is for.

leads_on("releases:own", "droplet", _("Tôi là người hiến máu"), _("…"))   # at import
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class Onward:
    url_name: str
    icon: str
    heading: "StrOrPromise"
    meta: "StrOrPromise"


onwards: list[Onward] = []


def leads_on(url_name: str, icon: str, heading: "StrOrPromise", meta: "StrOrPromise") -> None:
    """Declare a page that is everybody's own, once."""
    onwards.append(Onward(url_name, icon, heading, meta))

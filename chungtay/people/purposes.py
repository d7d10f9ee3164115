"""What people are asked to agree to, word for word: one purpose, one version, no bundles.

Source: Law 91/2025/QH15, Art. 9; Decree 356/2025, Art. 6.3 (no ticks set beforehand).
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Purpose:
    """`version` changes with every change of `text`: a consent is to the words that were shown.

    `name` is what the consent is for, in a few words. `private_life`: it makes something of
    somebody's private life known, so that a child from seven on says yes too (Art. 24).
    """

    code: str
    version: str
    text: str | Promise
    name: str | Promise
    private_life: bool


registry: dict[str, Purpose] = {}


def purpose(
    code: str,
    text: str | Promise,
    *,
    version: str,
    name: str | Promise = "",
    private_life: bool = False,
) -> Purpose:
    """Declare a purpose, once, beside the verbs that rely on it."""
    if code in registry:
        raise ValueError(f"purpose {code} is declared twice")
    registry[code] = Purpose(code, version, text, name or code, private_life)
    return registry[code]


COMMENDATION = purpose(
    "commendation",
    _(
        "Tôi đồng ý để phường nêu tên và việc tốt của tôi khi khen thưởng và trên trang của phường."
        " Phường không nêu gì khác về tôi. Tôi có thể rút lại bất cứ lúc nào."
    ),
    version="2026-11",
    name=_("Nêu tên khi khen thưởng"),
    private_life=True,
)

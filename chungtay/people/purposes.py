"""What people are asked to agree to, word for word: one purpose, one version, no bundles.

Source: Law 91/2025/QH15, Art. 9; Decree 356/2025, Art. 6.3 (no ticks set beforehand).
"""

from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class Purpose:
    """`version` changes with every change of `text`: a consent is to the words that were shown."""

    code: str
    version: str
    text: str | Promise


registry: dict[str, Purpose] = {}


def purpose(code: str, text: str | Promise, *, version: str) -> Purpose:
    """Declare a purpose, once, beside the verbs that rely on it."""
    if code in registry:
        raise ValueError(f"purpose {code} is declared twice")
    registry[code] = Purpose(code, version, text)
    return registry[code]

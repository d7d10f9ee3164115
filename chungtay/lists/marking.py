"""A row's mark: the same row in a later file is known by it, and nothing can be read from it."""

import hashlib
from collections.abc import Mapping
from functools import cache
from typing import Any

from django.conf import settings

from chungtay.kit.spelling import spelled
from chungtay.kit.vietnamese import fold


@cache
def _key(secret: str) -> bytes:
    return hashlib.blake2b(b"lists.mark" + secret.encode(), digest_size=32).digest()


def mark(read: Mapping[str, Any], ward_id: int) -> str:
    """32 hex digits of what was understood of a row, keyed by the house's secret: without it,
    nobody can try names until one fits."""
    said = "\x1f".join(
        (
            str(ward_id), spelled(read["name"]), read["phone"], str(read["birth_year"]),
            str(read["place"]), fold(read["address"]),
        )
    )  # fmt: skip
    key = _key(settings.SECRET_KEY)
    return hashlib.blake2b(said.encode(), key=key, digest_size=16).hexdigest()

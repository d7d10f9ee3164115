"""The short code of a public page. Pure.

It is an opaque id that people may read off a wall and type, not a secret: what it opens is public.
Thirteen of 31 letters are 64 bits, so that nobody finds the page of another ward by trying.
"""

import secrets

LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"
"""Without those that look alike: 0 o, 1 i l."""
LENGTH = 13


def new() -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))


def is_one(text: str) -> bool:
    return len(text) == LENGTH and set(text) <= set(LETTERS)

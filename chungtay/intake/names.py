"""The names of Zalo's events, by what they are to us (zalo.md 2)."""

KINDS = ("text", "image", "gif", "link", "audio", "video", "sticker", "location", "business_card",
         "file")  # fmt: skip
GROUPS = frozenset(f"user_send_group_{kind}" for kind in KINDS)
WRITTEN = frozenset(f"{who}_send_{kind}" for who in ("user", "anonymous") for kind in KINDS)
PERSONAL = WRITTEN | GROUPS
"""Those of one person are dealt with in the order they were written."""
SAID_BY_US = frozenset(f"oa_send_{kind}" for kind in (*KINDS, "list", "template"))
"""Echoes: of what we sent, and of what an officer typed in Zalo itself."""
RECEIPTS = ("user_received_message", "user_seen_message")

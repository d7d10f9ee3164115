"""What may be passed on of what somebody wrote. Pure."""

import re

_MENTION = re.compile(r"\[@[^\[\]\n]{0,64}\]")


def plain(text: str) -> str:
    """Without "[@user]" and "[@group]", by which a text that is passed on would call people in a
    Zalo group by name, or all of them."""
    while True:
        once = _MENTION.sub("", text)
        if once == text:
            return text
        text = once

"""Which small counts a reader does not see, so that nobody is found out by a number. Pure.

A count from one to `LEAST` − 1 is hidden from whoever does not keep this register, and zero is not:
that nobody is there says nothing of anybody. If that leaves one number hidden in a row of numbers
whose sum is shown, the next smallest is hidden with it, or the sum would tell (DESIGN rule 10).
"""

from collections.abc import Collection, Mapping

LEAST = 5
HIDDEN = None
"""What stands in the place of a count that is not shown."""


def hide[K](
    counts: Mapping[K, int], *, seen: Collection[K] = (), least: int = LEAST
) -> dict[K, int | None]:
    """The counts as they may be shown; those of `seen` are the reader's own, and stay."""
    small = {key for key, n in counts.items() if 0 < n < least and key not in seen}
    if len(small) == 1:
        others = [key for key, n in counts.items() if n and key not in small and key not in seen]
        if others:
            small.add(min(others, key=lambda key: counts[key]))
    return {key: HIDDEN if key in small else n for key, n in counts.items()}

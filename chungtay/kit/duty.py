"""Pages declare their duty; `access.guard` refuses any view that does not (DESIGN rule 4)."""

from collections.abc import Callable
from typing import Any, TypeVar

View = TypeVar("View", bound=Callable[..., Any])

ANYONE = "anyone"
SIGNED_IN = "signed_in"


def may(duty: str) -> Callable[[View], View]:
    """Declare what a view asks of its visitor: `"anyone"`, `"signed_in"`, or a verb's name."""

    def declare(view: View) -> View:
        view.duty = duty  # type: ignore[attr-defined]
        return view

    return declare

"""A job that breaks off and says why in the words it was given: only tests have it."""

from django.tasks import task


@task
def break_off(number: int, text: str, more: dict[str, str]) -> None:
    raise ValueError(f"cannot do {text!r} of {more['phone']}, {number}")

"""Who says yes for a child. Pure: only the year of birth is kept, so where the year leaves it open
whether somebody is a child, they are taken for one; of whom no year is known, for grown up."""

from datetime import date

from chungtay.kit.rules import rule


def needs_guardian(birth_year: int | None, on: date) -> bool:
    """May this person be too young, on that day, to say yes alone? Unknown is taken as grown up."""
    if birth_year is None or on.year - birth_year > 60:
        return False
    return on.year - birth_year <= rule("people.age.own_word", on=on).number


def says_so_too(birth_year: int | None, on: date) -> bool:
    """May this child be old enough for private life to need the child's own yes as well?"""
    if birth_year is None:
        return False
    return on.year - birth_year >= rule("people.age.child_agrees_too", on=on).number

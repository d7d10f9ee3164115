"""What two residents ask about their own data: the desk of rights is not empty in the demo."""

from datetime import datetime, timedelta

from chungtay.access.acting import PostHolder
from chungtay.people.models import Person
from chungtay.rights import actions as rights
from chungtay.rights.models import Answer, Request


def asking(officer: PostHolder, now: datetime) -> None:
    """One wants to see what is kept, since yesterday; one wants to be deleted, and was told."""
    persons = Person.objects.visible_to(officer)
    rights.receive(
        actor=officer, at=now - timedelta(hours=20), person=persons.get(name="Trần Thị Mận"),
        what=Request.What.VIEW, came=Request.Came.DESK, wish="Phường đang giữ những gì về tôi?",
    )  # fmt: skip
    delete = rights.receive(
        actor=officer, at=now - timedelta(days=6), person=persons.get(name="Võ Đình Chiến"),
        what=Request.What.DELETE, came=Request.Came.PAPER,
    )  # fmt: skip
    rights.answer(
        actor=officer, at=now - timedelta(days=5), request=delete, means=Answer.Means.PHONE
    )

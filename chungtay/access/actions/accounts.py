"""Who may sign in."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from chungtay.access.models import Account
from chungtay.journal.act import action
from chungtay.journal.models import Actor
from chungtay.kit.acting import Acting
from chungtay.kit.errors import Refused
from chungtay.places.models import Place


class NameTaken(Refused):
    code = "username_taken"


@action("access.open_account", words=_("mở tài khoản"))
def open_account(
    *,
    actor: Acting,
    at: datetime,
    place: Place,
    username: str,
    name: str,
    password: str,
    rank: str = "",
) -> Account:
    """An account for somebody who will sign in. It may do nothing until it is appointed."""
    return make_account(
        place, username, name, password, rank=rank, actor=Actor(kind=Actor.Kind.ACCOUNT)
    )


def make_account(
    place: Place, username: str, name: str, password: str, *, actor: Actor, rank: str = ""
) -> Account:
    """The rows of an account; `actor` is the one it will sign its acts with."""
    account = Account(
        username=username.strip().lower(), name=" ".join(name.split()), rank=rank, place=place
    )
    account.set_password(password)
    try:
        with transaction.atomic():
            if actor.pk is None:
                actor.save()
            account.actor = actor
            account.save()
    except IntegrityError as error:
        raise NameTaken(_("Tên đăng nhập này đã có người dùng. Chọn tên khác.")) from error
    return account

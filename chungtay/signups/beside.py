"""What stands beside the register of donors: writing one down, the poster, who waits."""

from django.utils.translation import gettext as say
from django.utils.translation import ngettext

from chungtay.donors.beside import besides
from chungtay.kit.acting import Acting
from chungtay.signups.models import Signup


def waiting(acting: Acting) -> str:
    if not acting.may("signups.confirm_signup", None):
        return ""
    rows = Signup.objects.visible_to(acting).filter(way=Signup.Way.WEB, ended_in=None)
    n = rows.count()
    return ngettext(
        "%(n)s người tự ghi tên, chờ xác nhận", "%(n)s người tự ghi tên, chờ xác nhận", n
    ) % {"n": n} if n else ""  # fmt: skip


def writing(acting: Acting) -> str:
    return say("Ghi một người hiến") if acting.may("donors.register_donor", None) else ""


def poster(acting: Acting) -> str:
    return say("Tờ dán tường, mã QR") if acting.may("donors.register_donor", None) else ""


besides("signups:waiting", "user-round-check", words=waiting)
besides("signups:write", "plus", words=writing)
besides("signups:poster", "printer", words=poster)

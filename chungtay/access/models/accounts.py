"""Who signs in."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class AccountManager(BaseUserManager["Account"]):
    pass


class Account(AbstractBaseUser):
    """Somebody who signs in. In the books it is its Actor, nothing more.

    `place` is where it was opened: acts of an owner on the own account are entered there. What an
    account opens comes from its posts alone.
    """

    username = models.CharField(_("tên đăng nhập"), max_length=60, unique=True)
    name = models.CharField(_("họ tên"), max_length=80)
    rank = models.CharField(_("cấp bậc, chức danh"), max_length=60, blank=True)
    actor = models.OneToOneField("journal.Actor", models.PROTECT, related_name="+")
    place = models.ForeignKey("places.Place", models.PROTECT, related_name="+")
    is_active = models.BooleanField(default=True)
    locked_in = models.ForeignKey("journal.Entry", models.PROTECT, null=True, related_name="+")

    objects = AccountManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(is_active=True, locked_in=None)
                | Q(is_active=False, locked_in__isnull=False),
                name="account_lock_has_its_entry",
            ),
        ]

    def __str__(self) -> str:
        return self.name

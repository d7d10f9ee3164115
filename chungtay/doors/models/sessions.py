"""Where an account is signed in."""

from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models


class Session(AbstractBaseSession):
    """A browser that was let in. `session_key` is a digest: what lies here opens nothing."""

    account = models.ForeignKey("access.Account", models.CASCADE, null=True, related_name="+")
    browser = models.CharField(max_length=200, blank=True)
    since = models.DateTimeField()
    seen_at = models.DateTimeField()

    class Meta(AbstractBaseSession.Meta):
        abstract = False

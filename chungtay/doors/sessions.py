"""Sessions in a table of ours: digests of keys, with whose they are and when they were last seen.

Reached through `settings.SESSION_ENGINE`. A session ends by deleting its row; what a thief of the
table would have opens nothing.
"""

from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as InDatabase

from chungtay.kit import clock

TOUCH = timedelta(minutes=5)
"""How exact "last seen" is: a page opened within this time of another writes nothing."""
BROWSER = "browser"
SINCE = "since"


def digest(key: str) -> str:
    """What stands for a session's key in the table."""
    return sha256(key.encode()).hexdigest()[:40]


class SessionStore(InDatabase):
    @classmethod
    def get_model_class(cls) -> Any:
        from chungtay.doors.models import Session

        return Session

    def _get_session_from_db(self) -> Any:
        now, rows = clock.now(), self.get_model_class().objects
        row = (
            rows.filter(session_key=digest(self.session_key or ""), expire_date__gt=now).first()
            if self.session_key
            else None
        )
        if row is None:
            self._session_key = None
        elif row.seen_at < now - TOUCH:
            rows.filter(pk=row.pk).update(seen_at=now)
        return row

    def exists(self, session_key: str) -> bool:
        return bool(self.model.objects.filter(session_key=digest(session_key)).exists())

    def create_model_instance(self, data: Any) -> Any:
        now = clock.now()
        account = data.get(SESSION_KEY)
        key: str = self._get_or_create_session_key()  # type: ignore[attr-defined]
        return self.get_model_class()(
            session_key=digest(key), session_data=self.encode(data),
            expire_date=self.get_expiry_date(), account_id=int(account) if account else None,
            browser=data.get(BROWSER, ""), seen_at=now,
            since=datetime.fromisoformat(data[SINCE]) if SINCE in data else now,
        )  # fmt: skip

    def delete(self, session_key: str | None = None) -> None:
        key = session_key or self.session_key
        if key:
            self.model.objects.filter(session_key=digest(key)).delete()

    @classmethod
    def clear_expired(cls) -> None:
        cls.get_model_class().objects.filter(expire_date__lt=clock.now()).delete()

"""How far an erasure is, told while it runs.

It is one transaction, of which nobody sees a row before it ends. What everybody sees at once is the
name of the session that does it; it goes with the transaction, however that ends.
"""

from django.db import connection
from django.utils.translation import gettext_lazy as _

STEPS = (
    _("Tìm mọi chỗ giữ dữ liệu của người này"),
    _("Xóa ở từng chỗ"),
    _("Xóa trong tệp nhật ký"),
    _("Soát lại mọi bảng, mọi tệp nhật ký"),
)


def say(order_id: int | None, step: int) -> None:
    """The erasure of this order begins its step (from 1); nothing is told without an order."""
    if order_id is not None:
        with connection.cursor() as cursor:
            name = f"{_prefix(order_id)}{step}"
            cursor.execute("SELECT set_config('application_name', %s, true)", [name])


def step_of(order_id: int) -> int:
    """Which step it is at; 0 while nobody works on it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT max(application_name) FROM pg_stat_activity"
            " WHERE datname = current_database() AND starts_with(application_name, %s)",
            [_prefix(order_id)],
        )
        (name,) = cursor.fetchone()
    return int(name.rpartition(" ")[2]) if name else 0


def _prefix(order_id: int) -> str:
    return f"chungtay erasure {order_id} "

"""`./run account`: the first administrator of a ward, made on the server itself."""

import getpass
import os
import sys


def main(argv: list[str]) -> int:
    del argv
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chungtay.settings")
    django.setup()
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError

    from chungtay.access import actions
    from chungtay.access.roles import Role
    from chungtay.journal.system import System
    from chungtay.kit import clock
    from chungtay.kit.errors import Refused
    from chungtay.places.lookup import find

    found = [
        f.place
        for f in find(input("Phường, xã: "), on=clock.today(clock.now()))
        if f.place.valid_to is None
    ]
    if not found:
        print(
            "Không thấy phường, xã nào tên ấy. Ghi thêm tên tỉnh, ví dụ: Hòa Cường, Đà Nẵng.",
            file=sys.stderr,
        )
        return 2
    place = found[0]
    print(f"→ {place.address}")
    username, name = input("Tên đăng nhập: "), input("Họ tên: ")
    password = getpass.getpass("Mật khẩu: ")
    system, now = System("command line"), clock.now()
    try:
        validate_password(password)
        account = actions.open_account(
            actor=system, at=now, place=place, username=username, name=name, password=password
        )
        actions.appoint(actor=system, at=now, place=place, account=account, role=Role.ADMINISTRATOR)
    except ValidationError as error:
        print(" ".join(error.messages), file=sys.stderr)
        return 2
    except Refused as refused:
        print(refused, file=sys.stderr)
        return 2
    print(f"{name} nay là quản trị của {place.full_name}.")
    return 0

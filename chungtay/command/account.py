"""`./run account`: an account and its post, made on the server itself."""

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

    standing = [f.place for f in find(input("Phường, xã: ")) if f.sure and f.place.valid_to is None]
    if not standing:
        print("Không thấy phường, xã nào tên ấy. Ghi thêm tên tỉnh.", file=sys.stderr)
        return 2
    place = standing[0]
    print(f"→ {place.address}")
    roles = list(Role)
    for number, role in enumerate(roles, 1):
        print(f"  {number}. {role.label}")
    chosen = input("Phần việc (số): ")
    if not chosen.isdigit() or not 1 <= int(chosen) <= len(roles):
        print(f"Ghi một số từ 1 đến {len(roles)}.", file=sys.stderr)
        return 2
    username, name = input("Tên đăng nhập: "), input("Họ tên: ")
    password = getpass.getpass("Mật khẩu: ")
    system, now = System("command line"), clock.now()
    try:
        validate_password(password)
        account = actions.open_account(
            actor=system, at=now, place=place, username=username, name=name, password=password
        )
        role = roles[int(chosen) - 1]
        actions.appoint(actor=system, at=now, place=place, account=account, role=role)
    except ValidationError as error:
        print(" ".join(error.messages), file=sys.stderr)
        return 2
    except Refused as refused:
        print(refused, file=sys.stderr)
        return 2
    print(f"{name}: {role.label}, {place.full_name}.")
    return 0

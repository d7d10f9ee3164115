"""`./run account`: an account and its post, made on the server itself; `--reset NAME` opens one
whose owner lost everything."""

import argparse
import getpass
import os
import sys


def reset(username: str) -> int:
    """A new password typed here; the second factor is dropped, every browser signed out."""
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError

    from chungtay.access.models import Account, Post
    from chungtay.doors import actions, factors
    from chungtay.doors.owning import Owner
    from chungtay.journal.system import System
    from chungtay.kit import clock

    account = Account.objects.filter(username=username).first()
    post = Post.objects.filter(account=account).order_by("-starts_at").first()
    if account is None or post is None:
        print("Không có tài khoản nào mang tên ấy và đã giữ phần việc.", file=sys.stderr)
        return 2
    password, now = getpass.getpass("Mật khẩu mới: "), clock.now()
    try:
        validate_password(password, account)
    except ValidationError as error:
        print(" ".join(error.messages), file=sys.stderr)
        return 2
    if factors.has(account):
        actions.forget_factors(actor=System("command line"), at=now, post=post)
    actions.change_password(actor=Owner(account), at=now, account=account, password=password)
    if not account.is_active:
        actions.unlock_account(actor=System("command line"), at=now, post=post)
    print(f"{account.name}: vào bằng mật khẩu mới; các thiết bị đang mở đã ra.")
    return 0


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="./run account", description="Một tài khoản và phần việc của người ấy."
    )
    parser.add_argument("--reset", metavar="TÊN", help="đặt lại mật khẩu, bỏ lớp bảo vệ thứ hai")
    args = parser.parse_args(argv)
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chungtay.settings")
    django.setup()
    return reset(args.reset) if args.reset else make()


def make() -> int:
    """Ask for place, post, name and password, and make the account."""
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

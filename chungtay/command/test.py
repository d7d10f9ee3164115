"""`./run test`: everything, one exit code, three at a time. Arguments go to pytest."""

import subprocess
import sys

THREE = ["-n", "3", "--dist", "loadfile", "--no-loadscope-reorder"]


def main(argv: list[str]) -> int:
    return subprocess.call([sys.executable, "-m", "pytest", *THREE, *argv])

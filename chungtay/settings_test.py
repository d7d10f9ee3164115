"""The settings of the tests: those of the demo, with secrets that guard nothing."""

import os

os.environ.setdefault("CHUNGTAY_DEMO", "1")
os.environ.setdefault("CHUNGTAY_SECRET_KEY", "tests only")

from chungtay.settings import *  # noqa: F403

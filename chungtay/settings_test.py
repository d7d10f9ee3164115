"""The settings of the tests: those of the demo, with secrets that guard nothing."""

import os

os.environ.setdefault("CHUNGTAY_DEMO", "1")
os.environ.setdefault("CHUNGTAY_SECRET_KEY", "tests only")

from chungtay.settings import *  # noqa: F403

# Quick on purpose: what the tests guard is worth nothing, and they sign in hundreds of times.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

"""The WSGI application that granian serves."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chungtay.settings")
_house = get_wsgi_application()

import chungtay.urls  # noqa: E402, F401
from chungtay.intake.front import before  # noqa: E402  models need the settings first

application = before(_house)
# What is loaded by now stays: looking through all of it for garbage, now and then in the middle of
# somebody's request, takes a tenth of a second.
gc.freeze()

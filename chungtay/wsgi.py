"""The WSGI application that granian serves."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "chungtay.settings")
_house = get_wsgi_application()

from chungtay.intake.front import before  # noqa: E402  models need the settings first

application = before(_house)

"""What lists count."""

from django.utils.translation import gettext_lazy as _

from chungtay.journal.measures import measure
from chungtay.lists.data import PEOPLE

RESIDENTS = measure("lists.residents", _("người dân vào sổ từ danh sách"), unit=PEOPLE)

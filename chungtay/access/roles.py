"""One table says which verbs and pages each role has; `docs/permissions.md` is made from it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    AREA_OFFICER = "area_officer", _("Cảnh sát khu vực")
    DESK_OFFICER = "desk_officer", _("Trực ban")
    POLICE_CHIEF = "police_chief", _("Trưởng công an phường")
    HOSPITAL_DESK = "hospital_desk", _("Bàn tiếp nhận máu của bệnh viện")
    ADMINISTRATOR = "administrator", _("Quản trị của phường")
    PROVINCE_DUTY = "province_duty", _("Trực ban tỉnh")


FIGURES = {"journal.read"}
BLOOD_READ = {"blood.read"}
CALLING = {
    "blood.make_call",
    "blood.ask_donors",
    "blood.stand_down",
    "blood.record_gift",
    "blood.take_back_gift",
    # An officer on the telephone answers for the donor who is speaking.
    "blood.come",
    "blood.not_today",
    "blood.cannot_come",
    "blood.stop_asking",
}
REGISTRY = {
    "people.register",
    "people.register_organisation",
    "people.add_contact",
    "people.give_consent",
    "people.withdraw_consent",
    "blood.bring_list",
    "blood.take_in_donors",
    "blood.register_donor",
    "blood.record_past_gifts",
}

LETTERS = {"channels.read", "channels.settle_inbound"}

ROLES: dict[str, frozenset[str]] = {
    Role.AREA_OFFICER: frozenset(
        FIGURES | BLOOD_READ | CALLING | REGISTRY | LETTERS | {"journal.void"}
    ),
    Role.DESK_OFFICER: frozenset(FIGURES | BLOOD_READ | CALLING | REGISTRY | LETTERS),
    Role.POLICE_CHIEF: frozenset(
        FIGURES | BLOOD_READ | CALLING | REGISTRY | LETTERS | {"journal.void"}
    ),
    Role.HOSPITAL_DESK: frozenset(BLOOD_READ | CALLING),
    Role.ADMINISTRATOR: frozenset(
        FIGURES
        | LETTERS
        | {"channels.connect", "channels.close_incident"}
        | {"access.open_account", "access.appoint", "access.end_post",
           "access.name_groups"}
    ),
    Role.PROVINCE_DUTY: frozenset(FIGURES | BLOOD_READ),
}  # fmt: skip

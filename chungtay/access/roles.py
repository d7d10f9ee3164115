"""One table says what each role may do and where it is held; `docs/permissions.md` is made from it.

A floor that adds verbs names a set of them here and puts it into the rows it belongs to.
"""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from chungtay.places.models import Place


class Role(models.TextChoices):
    AREA_OFFICER = "area_officer", _("Cảnh sát khu vực")
    DESK_OFFICER = "desk_officer", _("Trực ban")
    POLICE_CHIEF = "police_chief", _("Trưởng công an phường")
    POLICE_DEPUTY = "police_deputy", _("Phó trưởng công an phường")
    GROUP_HEAD = "group_head", _("Tổ trưởng, trưởng thôn")
    COMMITTEE = "committee", _("Ủy ban nhân dân")
    WOMENS_UNION = "womens_union", _("Hội Phụ nữ")
    YOUTH_UNION = "youth_union", _("Đoàn Thanh niên")
    RED_CROSS = "red_cross", _("Hội Chữ thập đỏ")
    HOSPITAL_DESK = "hospital_desk", _("Bàn tiếp nhận máu của bệnh viện")
    TREASURER = "treasurer", _("Thủ quỹ")
    AUDITOR = "auditor", _("Kiểm tra sổ sách")
    DATA_OFFICER = "data_officer", _("Phụ trách dữ liệu cá nhân")
    PROVINCE_DUTY = "province_duty", _("Trực ban tỉnh")
    ADMINISTRATOR = "administrator", _("Quản trị của phường")


FIGURES = {"journal.read"}

WHO_DOES_WHAT = {"access.read"}
ABSENCE = {"access.delegate", "access.end_delegation"}
APPOINTING = {"access.appoint", "access.end_post"}
ACCOUNTS = {
    "access.open_account",
    "doors.invite",
    "doors.withdraw_invitation",
    "doors.lock_account",
    "doors.unlock_account",
    "doors.reset_password",
    "doors.forget_factors",
}
GROUPS = {"access.name_groups"}
DECIDING = {"approvals.read", "approvals.decide"}
ASKING = {"approvals.ask"}

BLOOD_READ = {"blood.read", "donors.read"}
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
    "blood.set_out",
    "blood.no_show",
    "upkeep.report_call",
}
CALL_BY_TELEPHONE = {"blood.allow_call"}
CALL_OF_OWN = {"blood.allow_desk_call"}
"""To ask for one call beyond the day's; a second person's yes does it."""
DOUBTS = {"upkeep.read_doubts", "upkeep.settle_doubts"}
NUMBERS = {"upkeep.list_number"}
REGISTRY = {
    "people.register",
    "people.register_organisation",
    "people.add_contact",
    "people.give_consent",
    "people.withdraw_consent",
    "donors.bring_list",
    "donors.take_in_donors",
    "donors.register_donor",
    "donors.record_past_gifts",
    "donors.take_back_past_gifts",
    "donors.correct_donor",
    "donors.say_when",
    "donors.pause",
    "donors.resume",
    "donors.leave",
    "signups.confirm_signup",
    "signups.stop_signup",
}
PEOPLE_READ = {"people.read"}
PEOPLE = PEOPLE_READ | {
    "people.correct",
    "people.move",
    "people.form_household",
    "people.join_household",
    "people.leave_household",
    "people.name_head",
    "people.verify_contact",
    "people.end_contact",
    "people.stop_contacting",
    "people.resume_contacting",
    "people.merge",
    "people.undo_merge",
    "people.tell_apart",
    "people.correct_organisation",
    "people.close_organisation",
}
RIGHTS = {
    "rights.read",
    "rights.receive",
    "rights.answer",
    "rights.send_own_page",
    "breaches.read",
    "breaches.report",
}
RIGHTS_DECIDED = RIGHTS | {
    "rights.extend",
    "rights.fulfil",
    "rights.refuse",
    "rights.erase",
    "breaches.notify",
    "breaches.close",
}
LISTS = {"lists.bring", "lists.map_columns", "lists.take_in", "lists.take_back", "lists.give_up"}
LETTERS = {
    "channels.read",
    "inbox.settle",
    "inbox.reply",
    "inbox.take_alarm",
    "inbox.accept_given",
    "inbox.identify",
    "inbox.undo_identify",
    "inbox.give_link",
}
GROUP_TALK = {
    "groups.read",
    "groups.add_group",
    "groups.change_group",
    "groups.close_group",
    "groups.write_notice",
    "groups.end_notice",
    "groups.post",
    "groups.take_back_posting",
    "groups.paste_back",
}
REPORT_LINKS = {"groups.give_report_link", "groups.end_report_link"}
ROSTER = {
    "rosters.read",
    "rosters.mark_absent",
    "rosters.end_absence",
    "rosters.correct_absence",
    "rosters.take_back_absence",
    "rosters.give_calendar",
    "rosters.end_calendar",
}
PLANNING = {
    "rosters.open_beat",
    "rosters.lay_out_beat",
    "rosters.close_beat",
    "rosters.give_beat",
    "rosters.take_back_beat",
    "rosters.open_watch",
    "rosters.close_watch",
    "rosters.put_on_shift",
    "rosters.move_shift",
    "rosters.take_off_shift",
    "rosters.copy_week",
    "rosters.bring_turns",
    "rosters.set_duty_number",
    "rosters.cover",
    "rosters.end_cover",
    "rosters.staffing",
}
DOCTORS_WORD = {"releases.answer_doctor"}
"""Not the commanders': they learn of hours and cover, never of health."""
RELEASING = {"releases.decide", "releases.change_stand_in"}
CHANNELS = {
    "channels.read",
    "channels.connect",
    "channels.close_incident",
    "tending.begin_joining",
    "tending.note_saved",
    "tending.try_out",
    "tending.end_joining",
    "tending.name_keeper",
    "tending.try_channel",
    "channels.enter_template",
    "channels.connect_sms",
    "channels.connect_mail",
}

HELD = WHO_DOES_WHAT | ABSENCE | DECIDING | ASKING
"""What every post that acts has: to see who does what, be stood in for, ask and decide."""
SPEAKING = LETTERS | GROUP_TALK | REPORT_LINKS
OFFICER = (
    HELD
    | CALL_BY_TELEPHONE
    | FIGURES
    | BLOOD_READ
    | CALLING
    | REGISTRY
    | PEOPLE
    | LISTS
    | SPEAKING
    | RIGHTS
    | ROSTER
)
COMMAND = OFFICER | {"journal.void"}

_COMMUNE, _GROUP, _PROVINCE = Place.Kind.COMMUNE, Place.Kind.GROUP, Place.Kind.PROVINCE


@dataclass(frozen=True, slots=True)
class Duties:
    """What a role may do (`verbs`, pages' duties among them), at which kinds of place it is held,
    who decides when it does not in time (`deputy`), and whether it speaks for an organisation."""

    verbs: frozenset[str]
    kinds: tuple[Place.Kind, ...]
    deputy: Role | None = None
    organisation: bool = False


def _duties(
    verbs: set[str], *kinds: Place.Kind, deputy: Role | None = None, organisation: bool = False
) -> Duties:
    return Duties(frozenset(verbs), kinds, deputy, organisation)


TABLE: dict[Role, Duties] = {
    Role.AREA_OFFICER: _duties(COMMAND | DOCTORS_WORD, _COMMUNE, _GROUP, deputy=Role.DESK_OFFICER),
    Role.DESK_OFFICER: _duties(
        OFFICER | DOCTORS_WORD, _COMMUNE, _PROVINCE, deputy=Role.POLICE_DEPUTY
    ),
    Role.POLICE_CHIEF: _duties(
        COMMAND | RIGHTS_DECIDED | PLANNING | RELEASING | DOUBTS,
        _COMMUNE,
        deputy=Role.POLICE_DEPUTY,
    ),
    Role.POLICE_DEPUTY: _duties(
        COMMAND | RIGHTS_DECIDED | PLANNING | RELEASING | DOUBTS, _COMMUNE, deputy=Role.POLICE_CHIEF
    ),
    Role.GROUP_HEAD: _duties(
        HELD | FIGURES | PEOPLE_READ | GROUP_TALK, _GROUP, deputy=Role.AREA_OFFICER
    ),
    Role.COMMITTEE: _duties(
        HELD | FIGURES | BLOOD_READ | PEOPLE_READ | LISTS | GROUP_TALK, _COMMUNE
    ),
    Role.WOMENS_UNION: _duties(
        HELD | FIGURES | PEOPLE_READ | GROUP_TALK, _COMMUNE, deputy=Role.COMMITTEE
    ),
    Role.YOUTH_UNION: _duties(
        HELD | FIGURES | BLOOD_READ | GROUP_TALK, _COMMUNE, deputy=Role.COMMITTEE
    ),
    Role.RED_CROSS: _duties(
        HELD | FIGURES | BLOOD_READ | REGISTRY | PEOPLE_READ,
        _COMMUNE,
        _PROVINCE,
        deputy=Role.COMMITTEE,
    ),
    Role.HOSPITAL_DESK: _duties(
        HELD | BLOOD_READ | CALLING | CALL_OF_OWN | DOCTORS_WORD,
        _COMMUNE,
        _PROVINCE,
        organisation=True,
    ),
    Role.TREASURER: _duties(HELD | FIGURES, _COMMUNE, deputy=Role.COMMITTEE),
    # Reads figures and books; acts nowhere, so it neither asks, decides nor stands in.
    Role.AUDITOR: _duties(FIGURES | WHO_DOES_WHAT, _COMMUNE, _PROVINCE),
    Role.DATA_OFFICER: _duties(
        HELD | FIGURES | PEOPLE_READ | RIGHTS_DECIDED, _COMMUNE, _PROVINCE, deputy=Role.COMMITTEE
    ),
    Role.PROVINCE_DUTY: _duties(
        HELD | FIGURES | BLOOD_READ | DOUBTS | NUMBERS | {"boards.province"}, _PROVINCE
    ),
    # Sets the ward up and brings its first lists in; never reads what people wrote or what is kept
    # about them.
    Role.ADMINISTRATOR: _duties(
        HELD | FIGURES | CHANNELS | APPOINTING | ACCOUNTS | GROUPS | LISTS | NUMBERS,
        _COMMUNE,
        _PROVINCE,
    ),
}

ROLES: dict[str, frozenset[str]] = {role: duties.verbs for role, duties in TABLE.items()}

NOT_PASSED_ON = frozenset({"access.delegate"} | APPOINTING | ACCOUNTS)
"""What a post does not give to whoever stands in for its holder: who does what, and ways into
accounts. While an administrator is away the province's does it."""
SECOND_PERSON = frozenset(
    {Role.POLICE_CHIEF, Role.POLICE_DEPUTY, Role.DATA_OFFICER, Role.ADMINISTRATOR}
)
"""Roles that nobody of the ward gives or ends alone: who leads, who erases, who sets up."""

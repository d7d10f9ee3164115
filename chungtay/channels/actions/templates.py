"""Which approved template a channel uses for what."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from chungtay.channels.models import Channel, Template
from chungtay.journal.act import action, current
from chungtay.kit.acting import Acting
from chungtay.kit.errors import Refused


class TemplateIncomplete(Refused):
    code = "template_incomplete"


@action("channels.enter_template", on="channel", words=_("ghi tin mẫu của kênh"))
def enter_template(
    *, actor: Acting, at: datetime, channel: Channel, purpose: str, external_id: str,
    fields: Mapping[str, str], lengths: Mapping[str, int] | None = None, by_uid: bool = False,
    by_phone: bool = False, promotion: bool = False, approved: bool = False,
) -> Template:  # fmt: skip
    """Say which template carries a purpose ("blood.ask", or all of "blood") by user id or phone.

    `fields`: which of our values (`Template.Value`) fills which parameter; `lengths`: how long
    each may be. An earlier template for the same is given up.
    """
    external_id = external_id.strip()
    if not external_id or not purpose or not (by_uid or by_phone):
        raise TemplateIncomplete(_("Ghi số của tin mẫu, dùng cho việc gì và gửi bằng cách nào."))
    if channel.kind != Channel.Kind.ZALO_OA:
        raise TemplateIncomplete(_("Chỉ tài khoản Zalo có tin mẫu."))
    if not fields or set(fields.values()) - set(Template.Value.values):
        raise TemplateIncomplete(_("Ghi mỗi chỗ trống của tin mẫu được điền bằng gì."))
    earlier = Template.objects.unscoped(why="the channel itself is in hand").filter(
        channel=channel, purpose=purpose
    )
    if by_uid:
        earlier.filter(by_phone=False).delete()
        earlier.update(by_uid=False)
    if by_phone:
        earlier.filter(by_uid=False).delete()
        earlier.update(by_phone=False)
    template: Template = Template.objects.create(
        channel=channel, place_id=channel.place_id, purpose=purpose, external_id=external_id,
        by_uid=by_uid, by_phone=by_phone, fields=dict(fields), lengths=dict(lengths or {}),
        promotion=promotion, approved=approved, entered_in=current().entry,
    )  # fmt: skip
    return template

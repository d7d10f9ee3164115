"""What one fills in on the pages of doors."""

from chungtay.doors.forms.invitations import AcceptForm, InviteForm
from chungtay.doors.forms.signing import (
    LOCKED,
    AgainForm,
    CodeForm,
    KeyForm,
    NewPasswordForm,
    SignInForm,
)

__all__ = [
    "LOCKED",
    "AcceptForm",
    "AgainForm",
    "CodeForm",
    "InviteForm",
    "KeyForm",
    "NewPasswordForm",
    "SignInForm",
]

"""What one fills in on the pages of access."""

from chungtay.access.forms.invitations import AcceptForm, InviteForm
from chungtay.access.forms.signing import (
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

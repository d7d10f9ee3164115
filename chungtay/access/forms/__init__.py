"""What one fills in on the pages of access."""

from chungtay.access.forms.signing import SignInForm

__all__ = ["SignInForm"]

"""Coming in and going out."""

from django.contrib.auth.views import LoginView, LogoutView

from chungtay.access.forms import SignInForm
from chungtay.kit.duty import may

sign_in = may("anyone")(
    LoginView.as_view(
        template_name="access/pages/sign_in.html",
        authentication_form=SignInForm,
        redirect_authenticated_user=True,
    )
)
sign_out = may("anyone")(LogoutView.as_view(next_page="access:sign_in"))

from django.urls import path

from chungtay.doors.views import accounts, invitations, own, signing

app_name = "doors"
urlpatterns = [
    path("vao/", signing.sign_in, name="sign_in"),
    path("vao/ma/", signing.second_step, name="second_step"),
    path("vao/lan-nua/", signing.again, name="again"),
    path("ra/", signing.sign_out, name="sign_out"),
    path("tai-khoan/", own.account, name="account"),
    path("tai-khoan/mat-khau/", own.password, name="password"),
    path("tai-khoan/bao-ve/", own.protect, name="protect"),
    path("tai-khoan/bao-ve/ma/", own.add_code, name="add_code"),
    path("tai-khoan/bao-ve/khoa/", own.add_key, name="add_key"),
    path("tai-khoan/bao-ve/ma-du-phong/", own.new_codes, name="new_codes"),
    path("tai-khoan/bao-ve/<int:factor>/bo/", own.remove_factor, name="remove_factor"),
    path("tai-khoan/thiet-bi/", own.end_sessions, name="end_sessions"),
    path("tai-khoan/mat-khau-moi/", invitations.new_password, name="new_password"),
    path("tai-khoan/mat-khau-moi/<str:token>/", invitations.reset, name="reset"),
    path("tai-khoan/cua-phuong/", accounts.accounts, name="accounts"),
    path("tai-khoan/<int:post_id>/", accounts.account_of, name="account_of"),
    path("tai-khoan/<int:post_id>/khoa/", accounts.lock, name="lock"),
    path("tai-khoan/<int:post_id>/mo/", accounts.unlock, name="unlock"),
    path("tai-khoan/<int:post_id>/mat-khau/", accounts.reset, name="reset_password"),
    path("tai-khoan/<int:post_id>/bo-bao-ve/", accounts.forget, name="forget_factors"),
    path("loi-moi/", invitations.invitations, name="invitations"),
    path("loi-moi/moi/", invitations.invite, name="invite"),
    path("loi-moi/nhan/", invitations.accept, name="accept_invitation"),
    path("loi-moi/<int:invitation_id>/rut/", invitations.withdraw, name="withdraw_invitation"),
    path("loi-moi/<str:token>/", invitations.invitation, name="invitation"),
]

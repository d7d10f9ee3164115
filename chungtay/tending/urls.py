from django.urls import path

from chungtay.tending.views import channel, joining, keeping, others, rehearsal, state, templates

app_name = "tending"
urlpatterns = [
    path("kenh/", state.state, name="state"),
    path("kenh/<int:channel_id>/", channel.channel, name="channel"),
    path("kenh/<int:channel_id>/nguoi-giu/", keeping.name_keeper, name="name_keeper"),
    path("kenh/<int:channel_id>/chay-thu/", rehearsal.rehearsal, name="rehearsal"),
    path("kenh/<int:channel_id>/mau/", templates.templates, name="templates"),
    path("kenh/<int:channel_id>/mau/<str:template_id>/", templates.choose, name="choose_template"),
    path("kenh/<int:channel_id>/nhan-thu/", others.try_channel, name="try_channel"),
    path("kenh/noi-sms/", others.connect_sms, name="connect_sms"),
    path("kenh/noi-thu/", others.connect_mail, name="connect_mail"),
    path("kenh/su-co/<int:incident_id>/khep/", state.close_incident, name="close_incident"),
    path("kenh/noi/", joining.joining, name="joining"),
    path("kenh/noi/khoa/", joining.begin, name="begin"),
    path("kenh/noi/da-luu/", joining.saved, name="saved"),
    path("kenh/noi/ve/", joining.consented, name="consented"),
    path("kenh/noi/hoi-lai/", joining.recognise, name="recognise"),
    path("kenh/noi/tin-thu/", joining.try_out, name="try_out"),
    path("kenh/noi/xong/", joining.finish, name="finish"),
    path("kenh/noi/thoi/", joining.give_up, name="give_up"),
    path("zalo_verifier<str:code>.html", joining.verifier, name="verifier"),
]

from django.urls import path

from chungtay.lists.views import bringing, intakes

app_name = "lists"
urlpatterns = [
    path("", bringing.index, name="index"),
    path("moi/", bringing.bring, name="bring"),
    path("<int:intake_id>/", intakes.intake, name="intake"),
    path("<int:intake_id>/cot/", bringing.columns, name="columns"),
    path("<int:intake_id>/giong-nguoi-da-co/", intakes.doubtful, name="doubtful"),
    path("<int:intake_id>/can-sua.<slug:kind>", intakes.faults, name="faults"),
    path("<int:intake_id>/lay-lai/", intakes.take_back, name="take_back"),
    path("<int:intake_id>/bo/", intakes.give_up, name="give_up"),
]

from django.urls import path

from chungtay.people.views import consents, contacts, households, merging, organisations, persons

app_name = "people"
ONE = "<int:person_id>"
urlpatterns = [
    path("", persons.persons, name="persons"),
    path("moi/", persons.register, name="register"),
    path(f"{ONE}/sua/", persons.correct, name="correct"),
    path(f"{ONE}/chuyen/", persons.move, name="move"),
    path(f"{ONE}/lien-lac/", contacts.add, name="add_contact"),
    path(f"{ONE}/lien-lac/<int:contact_id>/", contacts.verify, name="verify_contact"),
    path(f"{ONE}/lien-lac/<int:contact_id>/thoi/", contacts.end, name="end_contact"),
    path(f"{ONE}/dung-lien-lac/", contacts.stop, name="stop_contacting"),
    path(f"{ONE}/cho-lien-lac/", contacts.resume, name="resume_contacting"),
    path(f"{ONE}/dong-y/<str:purpose>/", consents.give, name="give_consent"),
    path(f"{ONE}/dong-y/<str:purpose>/rut/", consents.withdraw, name="withdraw_consent"),
    path(f"{ONE}/vao-ho/", households.join, name="join_household"),
    path(f"{ONE}/roi-ho/", households.leave, name="leave_household"),
    path("ho/", households.households, name="households"),
    path("ho/<int:household_id>/", households.household, name="household"),
    path(f"ho/<int:household_id>/chu-ho/{ONE}/", households.head, name="name_head"),
    path("co-the-trung/", merging.alike, name="alike"),
    path(f"{ONE}/gop/<int:other_id>/", merging.merge, name="merge"),
    path(f"{ONE}/khac/<int:other_id>/", merging.tell_apart, name="tell_apart"),
    path("gop/<int:merge_id>/tach/", merging.undo, name="undo_merge"),
    path("to-chuc/", organisations.organisations, name="organisations"),
    path("to-chuc/moi/", organisations.register, name="register_organisation"),
    path("to-chuc/<int:organisation_id>/", organisations.organisation, name="organisation"),
    path("to-chuc/<int:organisation_id>/sua/", organisations.correct, name="correct_organisation"),
    path("to-chuc/<int:organisation_id>/thoi/", organisations.close, name="close_organisation"),
]

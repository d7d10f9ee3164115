"""A post opens what its role names, at its place and below, and nothing else."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from chungtay.access.acting import PostHolder
from chungtay.access.actions import AlreadyHeld, NeedsSecond, appoint, end_post, name_groups
from chungtay.access.actions.posts import NoOrganisation, WrongPlace
from chungtay.access.models import Post
from chungtay.access.roles import SECOND_PERSON, TABLE, Role
from chungtay.access.tests.examples import administrator, newcomer
from chungtay.access.tests.standing_in import post_of
from chungtay.approvals.actions import decide
from chungtay.approvals.models import Approval
from chungtay.blood.tests.examples import hospital
from chungtay.journal.act import registry
from chungtay.kit import clock
from chungtay.places.lookup import find
from chungtay.places.models import Place

pytestmark = pytest.mark.django_db


def post(world, account, place=None, role=Role.AREA_OFFICER):
    return appoint(
        actor=world.system, at=world.at, place=place or world.ward, account=account, role=role
    )


def test_a_post_opens_its_ward_and_the_groups_below(world):
    (group,) = name_groups(actor=world.system, at=world.at, place=world.ward, names=["Tổ 901"])
    account = newcomer(world)
    post(world, account)
    holder = PostHolder(account, world.at)
    assert holder.may("blood.make_call", world.ward.pk)
    assert holder.may("blood.make_call", group.pk)
    assert not holder.may("blood.make_call", world.other_ward.pk)
    assert not holder.may("blood.make_call", world.ward.province_id)


def test_a_post_opens_the_rows_of_the_ward_it_took_over(world):
    """Hòa Thuận Đông (2021) → Bình Thuận (1/1/2025) → Hòa Cường (1/7/2025): seeds, cross-checks."""
    old = find("hoa thuan dong, da nang")[0].place
    account = newcomer(world)
    post(world, account)
    assert old.pk in PostHolder(account, world.at).reach()


def test_a_province_post_reaches_its_communes_and_no_other_provinces(world):
    account = newcomer(world)
    post(world, account, world.ward.province, Role.PROVINCE_DUTY)
    reach = PostHolder(account, world.at).reach()
    assert {world.ward.pk, world.other_ward.pk} <= reach
    assert (
        not Place.objects.standing()
        .filter(pk__in=reach)
        .exclude(province=world.ward.province)
        .exists()
    )


def test_the_same_post_is_held_once(world):
    account = newcomer(world)
    post(world, account)
    with pytest.raises(AlreadyHeld):
        post(world, account)


def test_a_role_does_not_do_what_the_table_does_not_give(world):
    account = newcomer(world)
    post(world, account, role=Role.ADMINISTRATOR)
    holder = PostHolder(account, world.at)
    assert holder.may("access.appoint", world.ward.pk)
    assert not holder.may("blood.make_call", world.ward.pk)


def test_a_role_is_held_where_the_table_says(world):
    (group,) = name_groups(actor=world.system, at=world.at, place=world.ward, names=["Tổ 901"])
    account = newcomer(world)
    with pytest.raises(WrongPlace):
        post(world, account, role=Role.GROUP_HEAD)
    post(world, account, group, Role.GROUP_HEAD)
    holder = PostHolder(account, world.at)
    assert holder.reach() == frozenset({group.pk})
    with pytest.raises(WrongPlace):
        post(world, account, world.ward.province, Role.POLICE_CHIEF)


def test_a_hospital_desk_names_its_hospital(world):
    account = newcomer(world)
    with pytest.raises(NoOrganisation):
        post(world, account, role=Role.HOSPITAL_DESK)
    with pytest.raises(IntegrityError), transaction.atomic():
        Post.objects.create(
            account=account, role=Role.HOSPITAL_DESK, place=world.ward, starts_at=world.at,
            appointed_in=post(world, account).appointed_in,
        )  # fmt: skip


def test_the_database_knows_the_roles(world):
    made = post(world, newcomer(world))
    with pytest.raises(IntegrityError), transaction.atomic():
        Post.objects.filter(pk=made.pk).update(role="king")


def test_an_auditor_reads_books_and_acts_nowhere(world):
    acts = TABLE[Role.AUDITOR].verbs & set(registry)
    assert acts == set()


def test_an_administrator_reads_nothing_that_is_kept_about_people(world):
    """What a resident wrote, and who they are: the administrator's row has no such duty."""
    private = {"inbox.settle", "blood.read", "people.read", "people.register"}
    assert not TABLE[Role.ADMINISTRATOR].verbs & private


@pytest.mark.parametrize("role", sorted(SECOND_PERSON))
def test_nobody_of_the_ward_gives_alone_who_leads_or_sets_it_up(world, role):
    admin, account = administrator(world), newcomer(world)
    with pytest.raises(NeedsSecond):
        appoint(actor=admin, at=world.at, place=world.ward, account=account, role=role)
    from_above = world.account("tinh", "administrator", world.ward.province)
    appoint(actor=from_above, at=world.at, place=world.ward, account=account, role=role)


def test_the_province_does_not_give_its_own_alone_either(world):
    from_above = world.account("tinh", "administrator", world.ward.province)
    with pytest.raises(NeedsSecond):
        appoint(
            actor=from_above, at=world.at, place=world.ward.province, account=newcomer(world),
            role=Role.ADMINISTRATOR,
        )  # fmt: skip


@pytest.mark.parametrize("where", ["ward", "province"])
def test_nobody_appoints_themselves_alone(world, where):
    """The right to give posts would be the right to read everything: nor from the province."""
    home = world.ward if where == "ward" else world.ward.province
    admin = world.account("quantri", "administrator", home)
    for role in (Role.AREA_OFFICER, Role.COMMITTEE, Role.AUDITOR):
        with pytest.raises(NeedsSecond):
            appoint(actor=admin, at=world.at, place=world.ward, account=admin.account, role=role)
    assert admin.account.posts.count() == 1


def test_what_one_asks_for_oneself_another_person_gives(world, client):
    admin, clinic = administrator(world), hospital(world, "Bệnh viện Sông Hàn")
    client.force_login(admin.account)
    said = {"account": admin.account.pk, "role": "hospital_desk", "place": world.ward.pk,
            "organisation": "Bệnh viện Sông Hàn"}  # fmt: skip
    assert client.post(reverse("access:appoint"), said).status_code == 302
    assert admin.account.posts.count() == 1
    asked = Approval.objects.visible_to(admin).get()
    chief = world.account("truong", "police_chief")
    decide(actor=chief, at=clock.now(), approval=asked, yes=True)
    got = admin.account.posts.get(role="hospital_desk")
    assert got.organisation_id == clinic.actor_id and got.appointed_in.part_of.actor_id == (
        chief.actor_id
    )


def test_on_the_page_only_the_form_fields_and_the_own_ward_count(world, client):
    admin, account = administrator(world), newcomer(world)
    client.force_login(admin.account)
    address = reverse("access:appoint")
    assert "Nguyễn Thị Mới" in client.get(address).content.decode()
    said = {"account": account.pk, "role": "desk_officer", "place": world.ward.pk,
            "organisation": "", "starts_at": "2000-01-01", "actor": 1}  # fmt: skip
    assert client.post(address, said | {"place": world.other_ward.pk}).status_code == 422
    assert client.post(address, said | {"role": "king"}).status_code == 422
    assert client.post(address, said | {"role": "group_head"}).status_code == 422
    assert client.post(address, said | {"role": "hospital_desk"}).status_code == 422
    far = world.elsewhere.account
    assert client.post(address, said | {"account": far.pk}).status_code == 422
    assert client.post(address, said).status_code == 302
    made = Post.objects.get(account=account)
    assert (made.role, made.place, made.organisation_id) == ("desk_officer", world.ward, None)
    assert made.starts_at.year > 2000


def test_on_the_page_a_hospital_desk_is_of_the_hospital_one_names(world, client):
    admin, account = administrator(world), newcomer(world)
    clinic = hospital(world, "Bệnh viện Sông Hàn")
    hospital(world, "Bệnh viện Sông Hàn 2")
    client.force_login(admin.account)
    said = {"account": account.pk, "role": "hospital_desk", "place": world.ward.pk}
    several = client.post(reverse("access:appoint"), said | {"organisation": "bệnh viện"})
    assert several.status_code == 422 and "Bệnh viện Sông Hàn 2" in several.content.decode()
    answer = client.post(reverse("access:appoint"), said | {"organisation": "benh vien song han"})
    assert answer.status_code == 302
    assert Post.objects.get(account=account).organisation_id == clinic.actor_id
    page = client.get(reverse("access:posts"), {"q": "moi"}).content.decode()
    assert "Bệnh viện Sông Hàn" in page


def test_the_page_asks_for_a_second_person_instead(world, client):
    admin, account = administrator(world), newcomer(world)
    client.force_login(admin.account)
    said = {"account": account.pk, "role": "administrator", "place": world.ward.pk}
    assert client.post(reverse("access:appoint"), said).status_code == 302
    assert not Post.objects.filter(account=account).exists()
    asked = Approval.objects.visible_to(admin).get()
    assert asked.args == {
        "account": account.pk, "place": world.ward.pk, "role": "administrator"
    }  # fmt: skip


def test_who_does_what_is_found_by_name_role_and_place(world, client):
    client.force_login(world.officer.account)
    post_of(world, "Hoài Thương")
    post_of(world, "Người xa", place=world.other_ward)
    for text in ("hoai thuong", "trực ban", "hòa cường"):
        page = client.get(reverse("access:posts"), {"q": text}).content.decode()
        assert "Hoài Thương" in page and "Người xa" not in page
    assert "Không thấy" in client.get(reverse("access:posts"), {"q": "không ai"}).content.decode()


def test_what_ended_is_history(world, client):
    client.force_login(world.officer.account)
    ended = post_of(world, "Hoài Thương")
    end_post(actor=world.system, at=world.at, post=ended)
    assert "Hoài Thương" not in client.get(reverse("access:posts")).content.decode()
    past = client.get(reverse("access:posts"), {"xem": "da-ket-thuc"}).content.decode()
    assert "Hoài Thương" in past
    page = client.get(reverse("access:post", args=[ended.pk])).content.decode()
    assert "Kết thúc" in page and "Nhờ người làm thay" not in page

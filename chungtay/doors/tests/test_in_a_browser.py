"""An invited officer comes in on a phone; an administrator hands a link over on a desk."""

import pytest

from chungtay.access.roles import Role
from chungtay.doors.tests.doing import PASSWORD, account, code, post_of, protect
from chungtay.doors.tests.examples import invited
from chungtay.kit import clock
from chungtay.kit.tests.browser import PHONE, assert_page_holds, visiting
from conftest import World

pytestmark = pytest.mark.browser


@pytest.fixture
def real(own_database, settings):
    """A ward whose posts ask for a second factor, as under `./run serve`."""
    settings.SECOND_FACTOR = True
    return World(clock.now())


def press(page, name):
    page.get_by_role("button", name=name).click()
    page.wait_for_load_state()


def come_in(page, site, username):
    page.goto(site + "/vao/")
    page.get_by_label("Tên đăng nhập").fill(username)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    press(page, "Vào")


def test_an_invited_officer_sets_password_and_phone_and_comes_back(real, site, phone):
    _made, token = invited(real)
    phone.goto(f"{site}/loi-moi/{token}/")
    assert phone.url == f"{site}/loi-moi/nhan/", "the token has left the address"
    assert_page_holds(phone)
    phone.get_by_label("Tên đăng nhập").fill("vinh.lq")
    phone.get_by_label("Mật khẩu mới", exact=True).fill(PASSWORD)
    phone.get_by_label("Mật khẩu mới, lần nữa").fill(PASSWORD)
    press(phone, "Nhận phần việc")
    assert phone.url == f"{site}/tai-khoan/bao-ve/"
    assert_page_holds(phone)
    phone.get_by_role("link", name="Mã sáu số trên điện thoại").click()
    assert_page_holds(phone)
    secret = phone.locator("#khoa").inner_text().replace(" ", "")
    phone.get_by_label("Sáu số").fill(code(secret))
    press(phone, "Bật lớp bảo vệ")
    assert phone.locator("#ma li").count() == 10
    assert_page_holds(phone)
    phone.get_by_role("link", name="Đã cất, vào làm việc").click()
    phone.wait_for_url("**/hom-nay/")
    phone.goto(site + "/tai-khoan/")
    assert_page_holds(phone)
    for link in ("Lấy mã mới", "Bỏ Mã sáu số"):
        phone.goto(site + "/tai-khoan/")
        phone.get_by_role("link", name=link).click()
        assert_page_holds(phone)
    phone.goto(site + "/tai-khoan/")
    press(phone, "Ra khỏi tài khoản")
    come_in(phone, site, "vinh.lq")
    assert phone.url == f"{site}/vao/ma/"
    assert_page_holds(phone)
    phone.get_by_label("Mã").fill("000 000")
    press(phone, "Vào")
    assert "chưa đúng" in phone.inner_text("main")
    phone.get_by_label("Mã").fill(code(secret))
    press(phone, "Vào")
    phone.wait_for_url("**/hom-nay/")


def test_without_script_too(real, site, plain):
    _made, token = invited(real)
    plain.goto(f"{site}/loi-moi/{token}/")
    plain.get_by_label("Tên đăng nhập").fill("vinh.lq")
    plain.get_by_label("Mật khẩu mới", exact=True).fill(PASSWORD)
    plain.get_by_label("Mật khẩu mới, lần nữa").fill(PASSWORD)
    press(plain, "Nhận phần việc")
    plain.goto(site + "/tai-khoan/bao-ve/ma/")
    plain.get_by_label("Sáu số").fill(code(plain.locator("#khoa").inner_text().replace(" ", "")))
    press(plain, "Bật lớp bảo vệ")
    assert plain.locator("#ma li").count() == 10


@pytest.fixture
def keyed(browser):
    """A phone of its own: the device that holds its keys cannot be taken away again."""
    with visiting(browser, PHONE, has_touch=True) as page:
        yield page


def test_a_passkey_is_made_and_opens(real, site, keyed):
    """On "localhost": browsers give no passkeys to a bare address."""
    account(real)
    here = site.replace("127.0.0.1", "localhost")
    keys = keyed.context.new_cdp_session(keyed)
    keys.send("WebAuthn.enable")
    keys.send(
        "WebAuthn.addVirtualAuthenticator",
        {"options": {"protocol": "ctap2", "transport": "internal", "hasUserVerification": True,
                     "isUserVerified": True, "automaticPresenceSimulation": True}},
    )  # fmt: skip
    come_in(keyed, here, "moi")
    keyed.goto(here + "/tai-khoan/bao-ve/khoa/")
    assert_page_holds(keyed)
    keyed.get_by_label("Gọi khóa này là").fill("điện thoại của tôi")
    keyed.get_by_role("button", name="Tạo khóa").click()
    keyed.wait_for_selector("#ma li")
    keyed.goto(here + "/tai-khoan/")
    assert "Khóa truy cập: điện thoại của tôi" in keyed.inner_text("main")
    assert_page_holds(keyed)
    press(keyed, "Ra khỏi tài khoản")
    come_in(keyed, here, "moi")
    assert_page_holds(keyed)
    keyed.get_by_role("button", name="Dùng khóa truy cập").click()
    keyed.wait_for_url("**/hom-nay/")


def test_an_administrator_invites_locks_and_hands_over(real, site, desktop, settings):
    settings.SECOND_FACTOR = False
    account(real, "quantri", Role.ADMINISTRATOR)
    other = account(real)
    protect(real, other)
    come_in(desktop, site, "quantri")
    for address in ("/tai-khoan/cua-phuong/", "/loi-moi/", "/loi-moi/moi/", "/tai-khoan/",
                    "/tai-khoan/mat-khau/", "/vao/lan-nua/"):  # fmt: skip
        desktop.goto(site + address)
        assert_page_holds(desktop)
    desktop.goto(site + "/loi-moi/moi/")
    desktop.get_by_label("Mời ai?").fill("Lê Quang Vinh")
    desktop.get_by_label("Phần việc nào?").select_option("desk_officer")
    desktop.get_by_label("Ở đâu?").select_option(str(real.ward.pk))
    press(desktop, "Làm đường dẫn mời")
    assert_page_holds(desktop)
    assert "/loi-moi/" in desktop.get_by_label("Đường dẫn", exact=True).input_value()
    desktop.get_by_role("link", name="Đã gửi, trở về").click()
    assert "Lê Quang Vinh" in desktop.inner_text("main")
    assert_page_holds(desktop)
    desktop.get_by_role("link", name="Rút lại lời mời").click()
    assert_page_holds(desktop)
    desktop.goto(f"{site}/tai-khoan/{post_of(other).pk}/")
    assert_page_holds(desktop)
    for link in ("Quên mật khẩu", "Mất điện thoại và mã", "Gõ sai nhiều lần", "Khóa tài khoản"):
        desktop.goto(f"{site}/tai-khoan/{post_of(other).pk}/")
        desktop.get_by_role("link", name=link).click()
        assert_page_holds(desktop)
    desktop.goto(f"{site}/tai-khoan/{post_of(other).pk}/mat-khau/")
    press(desktop, "Cấp đường dẫn")
    address = desktop.get_by_label("Đường dẫn", exact=True).input_value()
    desktop.goto(address)
    assert desktop.url == f"{site}/tai-khoan/mat-khau-moi/"
    assert_page_holds(desktop)

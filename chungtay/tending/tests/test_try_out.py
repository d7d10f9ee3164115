"""A test message to the officer's own Zalo, against the loopback."""

import pytest

from chungtay.channels.tests.loopback import take_in
from chungtay.tending.actions import NotReached, try_out
from chungtay.tending.tests.examples import begun
from chungtay.tending.tests.office import joining

ME = "2512523625412599"


def word_sent(office, text=""):
    office.zalo.ask("people", user_id=ME, name="Trần Thị Hạnh")
    office.connect()
    office.zalo.ask("say", user_id=ME, text=text or f"{joining().word.lower()} ạ")


def heard(office) -> bool:
    take_in()
    return "Đến lúc" in office.page()


def wait(office):
    import time

    for _ in range(100):
        if heard(office):
            return
        time.sleep(0.1)
    raise AssertionError("the word was not heard")


@pytest.mark.django_db
def test_nothing_is_tried_before_the_account_is_connected(world):
    with pytest.raises(NotReached):
        try_out(actor=world.system, at=world.at, joining=begun(world))


def test_the_word_arrives_with_the_reading_of_its_signature_and_one_message_comes_back(office):
    word_sent(office)
    wait(office)
    assert "app_id + OA Secret Key" in office.page()
    office.post("try_out")
    assert joining().tried_code == "sent"
    (message,) = office.zalo.messages(ME)
    assert message["text"].startswith("Tin thử của Chung Tay")
    assert "Xong, khép việc nối" in office.page()


@pytest.mark.parametrize("toggle", ["oa_id_first", "app_secret", "bare_mac", "spaced_mac"])
def test_each_way_zalo_is_said_to_sign_is_heard_and_named(office, toggle):
    office.zalo.ask("toggle", name=toggle, on=True)
    word_sent(office)
    wait(office)
    words = {"oa_id_first": "oa_id + OA Secret Key", "app_secret": "app_id + khóa ứng dụng"}
    assert words.get(toggle, "app_id + OA Secret Key") in office.page()


def test_another_word_is_not_the_officers(office):
    word_sent(office, "xin chào")
    take_in()
    assert "Đến lúc" not in office.page()
    assert "Nhắn chữ ở bước 5" in office.post("try_out").content.decode()
    assert office.zalo.messages() == []


def test_a_message_of_which_nobody_knows_is_not_sent_again_by_itself(office):
    word_sent(office)
    wait(office)
    office.zalo.fail_next("drop_after")
    office.post("try_out")
    page = office.page()
    assert joining().tried_code == "cut_off"
    assert "Đang gửi tới Zalo thì đứt mạng" in page or "đang gửi tới Zalo thì đứt mạng" in page
    office.page()
    assert len(office.zalo.messages(ME)) == 1


def test_a_refusal_is_said_in_words(office):
    word_sent(office)
    wait(office)
    office.zalo.refuse_next(-221)
    office.post("try_out")
    assert "Tài khoản Zalo chưa được xác thực" in office.page()

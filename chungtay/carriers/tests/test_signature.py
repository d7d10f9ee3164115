"""Plain SHA-256 over app id, raw body, timestamp and secret: the vector of Zalo's protocol."""

from chungtay.carriers.zalo.signature import Signer, mac

VECTOR = "9d8b7a703447a117465d7d97fa0101d1f4fafaefc6e4c2ada58b317a2073276c"
BODY = b'{"timestamp":"2"}'


def test_the_known_vector():
    assert mac("1", BODY, "2", "s") == VECTOR


def test_a_reading_is_named_when_it_matches():
    signer = Signer("1", "oa", "s", "other")
    for header in (f"mac={VECTOR}", f"mac = {VECTOR}", VECTOR, VECTOR.upper()):
        assert signer.matching(header, BODY, "2") == "app_id+oa_secret"


def test_an_empty_secret_signs_nothing():
    assert Signer("1", "", "", "").matching(mac("1", BODY, "2", ""), BODY, "2") == ""


def test_secrets_do_not_show():
    assert "s3cret" not in repr(Signer("1", "2", "s3cret", "s3cret"))

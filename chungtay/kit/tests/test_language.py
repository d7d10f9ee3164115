"""Vietnamese first, whatever the browser says; the other language by choice."""

import pytest

pytestmark = pytest.mark.django_db


def test_a_browser_set_to_english_reads_vietnamese(client):
    page = client.get("/vao/", headers={"accept-language": "en-US,en;q=0.9"})
    assert 'lang="vi"' in page.content.decode()


def test_whoever_chooses_english_reads_english_from_then_on(client):
    client.post("/ngon-ngu/", {"language": "en", "next": "/vao/"})
    page = client.get("/vao/")
    assert 'lang="en"' in page.content.decode()
    assert page.headers["Content-Language"] == "en"


def test_a_language_we_do_not_speak_is_vietnamese(client):
    client.cookies["django_language"] = "xx"
    assert 'lang="vi"' in client.get("/vao/").content.decode()

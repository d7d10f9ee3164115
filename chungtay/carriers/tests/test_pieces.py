"""What hangs on a message of Zalo's is read in every shape that was seen."""

import json

import pytest

from chungtay.carriers.zalo.pieces import pieces

CARD = json.dumps({"phone": "84905123456", "qrCodeUrl": "https://qr"})


@pytest.mark.parametrize(
    "item,found",
    [
        ({"type": "image", "payload": {"url": "https://a/1"}}, ("image", "https://a/1", "")),
        ({"type": "gif", "payload": {"url": "https://a/1"}}, ("image", "https://a/1", "")),
        ({"type": "audio", "payload": {"url": "https://a/1"}}, ("audio", "https://a/1", "")),
        ({"type": "location",
          "payload": {"coordinates": {"latitude": "16.06", "longitude": 108.2}}},
         ("location", "", "16.06,108.2")),
        ({"type": "sticker", "payload": {"id": "abc", "url": "https://a"}}, ("sticker", "", "abc")),
        ({"type": "link", "payload": {"url": "https://x", "description": CARD}},
         ("card", "", "84905123456")),
        ({"type": "link", "payload": {"url": "https://x", "description": "Tin"}},
         ("link", "", "https://x")),
        ({"type": "location", "payload": {"coordinates": {"latitude": 99, "longitude": 1}}}, None),
        ({"type": "location", "payload": {}}, None), ({"type": 5, "payload": {}}, None),
        ({"type": "image", "payload": None}, None), ("x", None),
    ],
)  # fmt: skip
def test_each_kind_of_zalos_is_read(item, found):
    got = pieces({"message": {"attachments": [item]}})
    assert [(piece.kind, piece.url, piece.note) for piece in got] == ([found] if found else [])

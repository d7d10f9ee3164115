"""The types of units: how they are called, and how people write them without accents."""

WRITTEN = {
    "tinh": "tỉnh", "thanh pho": "thành phố", "tp": "thành phố",
    "quan": "quận", "q": "quận", "huyen": "huyện", "h": "huyện",
    "thi xa": "thị xã", "tx": "thị xã", "thi tran": "thị trấn", "tt": "thị trấn",
    "phuong": "phường", "p": "phường", "f": "phường", "xa": "xã", "x": "xã",
    "dac khu": "đặc khu", "dk": "đặc khu",
    "to dan pho": "tổ", "to": "tổ", "thon": "thôn", "ap": "ấp", "ban": "bản", "khom": "khóm",
    "khu pho": "khu phố", "kp": "khu phố", "buon": "buôn", "lang": "làng",
}  # fmt: skip
"""How a type is written, folded, and the type it is."""

OF_KIND = {
    "province": ("tỉnh", "thành phố"),
    "district": ("quận", "huyện", "thị xã", "thành phố"),
    "commune": ("xã", "phường", "thị trấn", "đặc khu"),
    "group": ("tổ", "thôn", "ấp", "bản", "khóm", "khu phố", "buôn", "làng", "khu dân cư"),
}
"""The types each kind of place may have."""

SPECIAL_ZONE = "đặc khu"
SAMPLE = "Đặng-Hoà"
"""Folds and sorts differently if the rules of either change."""

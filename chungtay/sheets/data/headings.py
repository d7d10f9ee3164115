"""How lists head the columns that describe a person, and other words of theirs, folded."""

import re
import tomllib
from pathlib import Path

_SAID = tomllib.loads(Path(__file__).with_name("headings.toml").read_text(encoding="utf-8"))
HEADINGS: dict[str, tuple[str, ...]] = {k: tuple(said) for k, said in _SAID["person"].items()}
RESIDENTS: dict[str, tuple[str, ...]] = {k: tuple(said) for k, said in _SAID["residents"].items()}
"""The columns only lists of residents have; a place there is a residential group."""
IS_HEAD = frozenset({"chu ho", "ch", "chuho", "ban than", "la chu ho"})
"""How the column of relations says that somebody is the head."""
TICKED = frozenset({"x", "1", "co", "v", "chu ho", "ch"})
"""How a column "chủ hộ" of ticks says the same."""
TYPE_WORDS = frozenset({"to", "dan", "pho", "tdp", "dp", "so", "khu", "kp", "thon", "ap", "khom",
                        "ban", "buon", "lang", "khoi", "cu", "kdc", "k"})  # fmt: skip
"""Words for the type of a residential group."""
SUM = re.compile(
    r"(?:t[ổo]ng(?: (?:c[ộo]ng|s[ốo]))?|c[ộo]ng)[ :]*(?:[0-9].*)?"
    r"|t[ổo]ng (?:c[ộo]ng|s[ốo])[^0-9:]*[0-9:].*|tổng [^0-9:]+[0-9:].*|tổng (?:cộng|số) .*",
    re.IGNORECASE,
)
"""The whole first cell of a row that only adds up; Tống, Cổng and Cống are names."""
OLD_FONTS = "ïöñäëüûåæøµ¸¬ª®©§¶­÷þÆ×ÖÔÛÜ¨«»¹º¼½¾¿¤¢£¥¦¯±²³´·"
"""Signs that fill a text typed in VNI, TCVN3 or VISCII and hardly ever one in Unicode."""
LETTERS = (
    "àáâãèéêìíòóôõùúýăđĩũơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ"
    "ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"
)

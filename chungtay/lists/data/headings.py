"""How lists head the columns that describe a person: folded, as clubs and wards spell them."""

HEADINGS: dict[str, tuple[str, ...]] = {
    "name": (
        "ho ten", "ho va ten", "ten", "ho ten nguoi hien", "ho va ten nguoi hien",
        "ho ten nguoi hien mau", "ho va ten nguoi hien mau", "nguoi hien", "nguoi hien mau",
        "ho ten thanh vien", "thanh vien", "full name", "name", "ho ten khai sinh",
        "ho chu dem va ten", "ho chu dem va ten khai sinh", "ho ten nhan khau", "nhan khau",
        "ten nhan khau", "ho ten cong dan", "ho va ten cong dan", "cong dan", "ho ten nguoi dan",
    ),
    "family": ("ho", "ho dem", "ho va dem", "ho lot", "ho va ten dem", "ho ten dem"),
    "phone": (
        "sdt", "so dt", "dt", "dien thoai", "so dien thoai", "so dien thoai lien he", "sdt zalo",
        "dien thoai lien he", "di dong", "so di dong", "zalo", "so zalo", "lien he", "phone",
    ),
    "birth_year": (
        "nam sinh", "ngay sinh", "ns", "sinh nam", "ngay thang nam sinh", "birth year",
        "ngay thang nam", "sinh ngay", "ngay nam sinh", "nam sinh nam", "nam sinh nu", "dob",
    ),
    "place": (
        "phuong xa", "xa phuong", "phuong", "xa", "noi o", "dia chi", "cho o", "noi cu tru",
        "noi o hien nay", "phuong xa dac khu", "dia chi hien nay", "dia chi thuong tru",
        "khu vuc", "noi sinh song", "commune",
    ),
}  # fmt: skip
RESIDENTS: dict[str, tuple[str, ...]] = {
    "group": (
        "to", "to dan pho", "tdp", "to dp", "to so", "to dan pho so", "thon", "ap", "khu pho",
        "khu dan cu", "to thon", "thon to", "to dan pho thon", "to khu pho", "khu vuc", "khoi pho",
        "to tu quan", "residential group", "group",
    ),
    "address": (
        "dia chi", "so nha", "noi o", "cho o", "dia chi nha", "dia chi thuong tru", "thuong tru",
        "so nha duong", "so nha duong pho", "duong", "dia chi hien nay", "noi o hien nay",
        "dia chi cu tru", "noi cu tru", "noi thuong tru", "ho khau thuong tru", "noi ohien tai",
        "noi o hien tai", "dia chi tam tru", "address",
    ),
    "household": (
        "so ho", "ma ho", "ho so", "stt ho", "so ho khau", "so shk", "shk", "ma so ho",
        "ho gia dinh so", "so ho gia dinh", "tt ho", "so ho gd", "household",
    ),
    "relation": (
        "quan he", "quan he voi chu ho", "qh voi chu ho", "quan he chu ho", "qh chu ho", "qh",
        "qhe chu ho", "quan he trong ho", "qhch", "moi quan he", "moi quan he voi chu ho",
        "quan he ch", "quan he voi ch", "relation",
    ),
    "head": ("chu ho", "ho ten chu ho", "ho va ten chu ho", "ten chu ho", "ho ten ch"),
}  # fmt: skip
"""The columns only lists of residents have; a place there is a residential group."""
IS_HEAD = frozenset({"chu ho", "ch", "chuho", "ban than", "la chu ho"})
"""How the column of relations says that somebody is the head."""
TICKED = frozenset({"x", "1", "co", "v", "chu ho", "ch"})
"""How a column "chủ hộ" of ticks says the same."""
TYPE_WORDS = frozenset({"to", "dan", "pho", "tdp", "dp", "so", "khu", "kp", "thon", "ap", "khom",
                        "ban", "buon", "lang", "khoi", "cu", "kdc", "k"})  # fmt: skip
"""Words that say the type of a residential group, as lists write it."""
SUMS = ("tong", "cong", "tong cong", "tong so")
"""How a row begins that only adds up."""
OLD_FONTS = "ïöñäëüûåæøµ¸¬ª®©§¶­÷þÆ×ÖÔÛÜ¨«»¹º¼½¾¿¤¢£¥¦¯±²³´·"
"""Signs that fill a text typed in VNI, TCVN3 or VISCII and hardly ever one in Unicode."""
LETTERS = (
    "àáâãèéêìíòóôõùúýăđĩũơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ"
    "ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"
)

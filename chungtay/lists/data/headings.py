"""How lists head the columns that describe a person: folded, as clubs and wards spell them."""

HEADINGS: dict[str, tuple[str, ...]] = {
    "name": (
        "ho ten", "ho va ten", "ten", "ho ten nguoi hien", "ho va ten nguoi hien",
        "ho ten nguoi hien mau", "ho va ten nguoi hien mau", "nguoi hien", "nguoi hien mau",
        "ho ten thanh vien", "thanh vien", "full name", "name",
    ),
    "family": ("ho", "ho dem", "ho va dem", "ho lot", "ho va ten dem", "ho ten dem"),
    "phone": (
        "sdt", "so dt", "dt", "dien thoai", "so dien thoai", "so dien thoai lien he", "sdt zalo",
        "dien thoai lien he", "di dong", "so di dong", "zalo", "so zalo", "lien he", "phone",
    ),
    "birth_year": (
        "nam sinh", "ngay sinh", "ns", "sinh nam", "ngay thang nam sinh", "birth year",
    ),
    "place": (
        "phuong xa", "xa phuong", "phuong", "xa", "noi o", "dia chi", "cho o", "noi cu tru",
        "noi o hien nay", "phuong xa dac khu", "dia chi hien nay", "dia chi thuong tru",
        "khu vuc", "noi sinh song", "commune",
    ),
}  # fmt: skip
OLD_FONTS = "ïöñäëüûåæøµ¸¬ª®©§¶­÷þÆ×ÖÔÛÜ¨«»¹º¼½¾¿¤¢£¥¦¯±²³´·"
"""Signs that fill a text typed in VNI, TCVN3 or VISCII and hardly ever one in Unicode."""
LETTERS = (
    "àáâãèéêìíòóôõùúýăđĩũơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ"
    "ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ"
)

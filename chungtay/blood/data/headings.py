"""How lists head their columns: folded (no accents, small letters), longest habits of clubs."""

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
    "group": ("nhom mau", "nhom", "nhom mau abo", "nhom mau rh", "nm", "blood group"),
    "birth": ("nam sinh", "ngay sinh", "ns", "sinh nam", "ngay thang nam sinh", "birth year"),
    "last": (
        "lan hien gan nhat", "ngay hien gan nhat", "hien gan nhat", "lan hien cuoi",
        "ngay hien cuoi", "ngay hien mau gan nhat", "lan hien mau gan nhat", "ngay hien",
        "ngay hien mau", "lan cuoi hien mau", "hien lan cuoi", "last gift",
    ),
    "component": (
        "loai hien", "loai", "thanh phan", "thanh phan hien", "hinh thuc hien", "hien loai gi",
        "loai hien gan nhat", "loai mau hien", "che pham", "hinh thuc",
    ),
    "home": (
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
COMPONENTS = {
    "whole": ("mau toan phan", "toan phan", "mau", "tp", "mtp", "hien mau", "whole"),
    "platelets": ("tieu cau", "gan tach tieu cau", "tc", "gan tieu cau", "platelets", "tieucau"),
    "plasma": ("huyet tuong", "gan tach huyet tuong", "ht", "plasma"),
}

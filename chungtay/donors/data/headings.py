"""How lists head the columns of blood, and what clubs write into them; folded."""

HEADINGS: dict[str, tuple[str, ...]] = {
    "group": ("nhom mau", "nhom", "nhom mau abo", "nhom mau rh", "nm", "blood group"),
    "last_on": (
        "lan hien gan nhat", "ngay hien gan nhat", "hien gan nhat", "lan hien cuoi",
        "ngay hien cuoi", "ngay hien mau gan nhat", "lan hien mau gan nhat", "ngay hien",
        "ngay hien mau", "lan cuoi hien mau", "hien lan cuoi", "last gift",
    ),
    "component": (
        "loai hien", "loai", "thanh phan", "thanh phan hien", "hinh thuc hien", "hien loai gi",
        "loai hien gan nhat", "loai mau hien", "che pham", "hinh thuc",
    ),
}  # fmt: skip
COMPONENTS = {
    "whole": ("mau toan phan", "toan phan", "mau", "tp", "mtp", "hien mau", "whole"),
    "platelets": ("tieu cau", "gan tach tieu cau", "tc", "gan tieu cau", "platelets", "tieucau"),
    "plasma": ("huyet tuong", "gan tach huyet tuong", "ht", "plasma"),
}

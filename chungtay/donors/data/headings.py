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
    "weight": ("can nang", "can nang (kg)", "can nang kg", "nang", "kg", "weight"),
    "source": (
        "nhom mau theo", "nguon nhom mau", "can cu nhom mau", "nhom mau tu dau", "theo", "source",
    ),
    "times": (
        "so lan hien", "so lan hien mau", "so lan", "da hien", "tong so lan hien", "hien may lan",
        "so lan da hien", "tong so lan", "times",
    ),
    "platelet_times": (
        "so lan hien tieu cau", "so lan tieu cau", "tieu cau may lan", "so lan gan tach",
    ),
}  # fmt: skip
SOURCES = {
    "card": ("the", "the hien mau", "theo the", "the mau", "card"),
    "lab": ("xet nghiem", "phieu xet nghiem", "ket qua xet nghiem", "xn", "lab"),
    "self": ("tu noi", "nguoi hien noi", "tu khai", "khai", "nho", "loi noi", "self"),
}
COMPONENTS = {
    "whole": ("mau toan phan", "toan phan", "mau", "tp", "mtp", "hien mau", "whole"),
    "platelets": ("tieu cau", "gan tach tieu cau", "tc", "gan tieu cau", "platelets", "tieucau"),
    "plasma": ("huyet tuong", "gan tach huyet tuong", "ht", "plasma"),
}

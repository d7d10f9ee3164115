"""What people type while they register; folded, but for what loses its meaning without accents."""

BEGIN = {"hien mau", "dang ky hien mau", "toi muon hien mau", "muon hien mau"}
BACK = {"quay lai", "tro lai", "lui lai"}
STOP = {"thoi", "dung lai", "huy", "bo"}
HALT = {"dừng", "ngừng"}
"""With its accents: folded it would be the word for "right"."""
YES = {"dong y", "toi dong y", "vang", "ok"}
MINE = {"trang cua toi"}

"""Words by which a note for donors is read. Alternatives of regular expressions."""

KIN = r"ông|bà|cô|chú|bác|anh|chị|em|cháu|bé|cụ|mẹ|ba|bố|dì|cậu|thím|mợ|con"
STAFF = (
    r"bác\s+sĩ|bs\.?|điều\s+dưỡng|y\s+tá|hộ\s+lý|kỹ\s+thuật\s+viên|trưởng\s+khoa|phó\s+khoa"
    r"|bảo\s+vệ|lễ\s+tân"
)
MEET = r"gặp|hỏi|gọi|liên\s+hệ|tìm|báo|nhắn|theo"
ROAD = (
    r"đường|phố|ngõ|kiệt|hẻm|trường|bệnh\s+viện|phường|xã|quận|chợ|cầu|bến\s+xe|công\s+viên"
    r"|nhà\s+thuốc|cổng"
)
BED = r"(?:giường|phòng\s+bệnh|buồng)\s*(?:số\s*)?\d+"
PATIENT = r"bệnh\s+nhân|người\s+bệnh|bn\.?|sản\s+phụ|thai\s+phụ"
AGE = r"\b\d{1,3}\s+tuổi\b|\bsinh\s+năm\s+\d{4}\b|\bsn\s*\d{4}\b"
SURNAME = (
    "Nguyễn|Trần|Lê|Phạm|Huỳnh|Hoàng|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Đinh|Trương|Mai|Đoàn"
)
LOWER = "a-zàáâãèéêìíòóôõùúýăđĩũơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ"
"""A character class: the small letters of Vietnamese."""

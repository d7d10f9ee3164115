"""A form with one field of every kind, bound to answers that have three faults."""

from typing import Any

from django import forms

BLOOD = [(g, g) for g in ("O+", "A+", "B+", "AB+", "O−", "A−", "B−", "AB−")]


class SampleForm(forms.Form):
    component = forms.ChoiceField(
        label="Cần loại nào?",
        widget=forms.RadioSelect,
        choices=[
            ("whole", "Máu toàn phần | hiến khoảng 15 phút"),
            ("platelets", "Tiểu cầu | gạn tách, khoảng 90 phút"),
            ("plasma", "Huyết tương | gạn tách, khoảng 60 phút"),
        ],
    )
    group = forms.ChoiceField(
        label="Nhóm máu của người nhận",
        widget=forms.RadioSelect,
        choices=[*BLOOD, ("unknown", "Chưa biết | bệnh viện chọn nhóm thay thế ở bước sau")],
        error_messages={"required": "Chọn nhóm máu, hoặc chọn “Chưa biết”."},
    )
    units = forms.IntegerField(
        label="Cần mấy đơn vị?",
        help_text="Số đơn vị còn thiếu sau khi đã xem kho.",
        min_value=1,
        max_value=20,
    )
    where = forms.CharField(label="Người hiến đến đâu?")
    ward = forms.ChoiceField(
        label="Nhà mình ở tổ nào?", choices=[("36", "Tổ 36, Trần Cao Vân"), ("37", "Tổ 37")]
    )
    hour = forms.CharField(label="Giờ (24 giờ)")
    word = forms.CharField(
        label="Lời dặn cho người hiến",
        help_text="Đừng ghi tên, tuổi, bệnh của người nhận. Chung Tay không giữ các điều ấy.",
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )
    listing = forms.FileField(label="Danh sách người hiến (CSV, XLSX)", required=False)
    agreed = forms.BooleanField(label="Người hiến đã đồng ý nhận tin", required=False)

    def clean_hour(self) -> Any:
        raise forms.ValidationError("Giờ cần máu phải sau 14:05 hôm nay. Anh/chị vừa ghi 09:30.")

    def clean_word(self) -> Any:
        raise forms.ValidationError("Có vẻ là tên người bệnh: “bà Hoa giường 14”. Xin bỏ chỗ này.")


def faulty() -> SampleForm:
    return SampleForm(
        {
            "component": "platelets",
            "units": "2",
            "where": "Khoa Huyết học, tầng 2, nhà B",
            "ward": "36",
            "hour": "09:30",
            "word": "Gửi xe ở cổng sau. Cho bà Hoa giường 14, gặp cô Vân.",
        }
    )


def closed() -> SampleForm:
    """The same questions when they may no longer be answered: every field disabled."""
    form = SampleForm(initial={"where": "Khoa Huyết học", "units": 2}, prefix="closed")
    for field in form.fields.values():
        field.disabled = True
    return form

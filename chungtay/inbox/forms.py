"""What an officer types in a conversation."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ReplyForm(forms.Form):
    """Refusals of the verb are shown on the same page, with the text as it was typed."""

    text = forms.CharField(
        label=_("Câu trả lời"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )

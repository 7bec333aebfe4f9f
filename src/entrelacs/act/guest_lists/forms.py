from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from entrelacs.act.guest_lists.cells import MOST_CHARACTERS
from entrelacs.act.guest_lists.errors import FileEmpty, FileTooBig, FileUnreadable, ListTooLong
from entrelacs.act.guest_lists.spreadsheet import read_file
from entrelacs.commons.messages import sentence_for


class ListForm(forms.Form):
    """A list pasted, or a file that holds it."""

    text = forms.CharField(
        label=_("The list"),
        required=False,
        max_length=MOST_CHARACTERS,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false"}),
        help_text=_(
            "Copy the lines from your spreadsheet, with or without their titles, and paste them here."
        ),
    )
    file = forms.FileField(
        label=_("Or a file"),
        required=False,
        allow_empty_file=True,
        help_text=_("Excel, LibreOffice or CSV, 5 MB at most. Its first sheet is read."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.ods,.csv,.txt"}),
    )

    def clean_file(self) -> str:
        """The file as the text one would have pasted."""
        file = self.cleaned_data["file"]
        if file is None:
            return ""
        self.filename = file.name
        try:
            return read_file(file, name=file.name, size=file.size)
        except (FileTooBig, FileEmpty, FileUnreadable, ListTooLong) as fault:
            raise forms.ValidationError(sentence_for(fault)) from fault

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.errors and not cleaned.get("file") and not cleaned.get("text", "").strip():
            self.add_error(
                "text", _("The list is empty: paste at least one line, or choose a file.")
            )
        return cleaned

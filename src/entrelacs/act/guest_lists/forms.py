from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from entrelacs.act.guest_lists.cells import MOST_CHARACTERS, read_cells
from entrelacs.act.guest_lists.errors import REFUSALS
from entrelacs.act.guest_lists.sheets import Sheet
from entrelacs.act.guest_lists.spreadsheet import read_file
from entrelacs.commons.messages import sentence_for


class TextForm(forms.Form):
    """A list as text, one person per line."""

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
    sheets: list[Sheet]

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        self.sheets = []
        if text.strip():
            try:
                self.sheets = [read_cells(text)]
            except REFUSALS as fault:
                raise forms.ValidationError(sentence_for(fault)) from fault
        return text

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.errors and not self.sheets:
            self.add_error(
                "text", _("The list is empty: paste at least one line, or choose a file.")
            )
        return cleaned


class ListForm(TextForm):
    """A list pasted, or a file that holds it."""

    file = forms.FileField(
        label=_("Or a file"),
        required=False,
        allow_empty_file=True,
        help_text=_("Excel, LibreOffice or CSV, 5 MB and 6,000 lines at most."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.ods,.csv,.tsv,.txt,.html"}),
    )
    filename = ""

    def clean_file(self) -> Any:
        """The sheets of the file; they are read rather than the text."""
        file = self.cleaned_data["file"]
        if file is None:
            return None
        try:
            self.sheets = read_file(file, name=file.name, size=file.size)
        except REFUSALS as fault:
            raise forms.ValidationError(sentence_for(fault)) from fault
        self.filename = file.name
        return file

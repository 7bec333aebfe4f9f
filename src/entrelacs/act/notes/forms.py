from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from entrelacs.act.gatherings.models import Segment
from entrelacs.act.notes.models import Prompt, PromptCode
from entrelacs.act.notes.queries import PossibleHosts
from entrelacs.act.notes.sources import NotesFileUnusable, refuse_large
from entrelacs.commons.messages import sentence_for
from entrelacs.commons.people.models import Person

# What is written in the empty field of each question.
INVITATIONS = {
    PromptCode.OBJECTIVES: _("One objective, one sentence…"),
    PromptCode.EXAMPLES: _("One example, one sentence…"),
    PromptCode.LEADS: _("One lead, one sentence…"),
}


class NoteForm(forms.Form):
    """What a page of the notebook sends; the words are judged by the action, not here."""

    key = forms.UUIDField()
    prompt = forms.ChoiceField(choices=PromptCode.choices)
    text = forms.CharField(required=False)


class SegmentForm(forms.ModelForm):
    minutes = forms.IntegerField(label=_("Length, in minutes"), min_value=1, max_value=480)

    class Meta:
        model = Segment
        fields = ("starts_at", "minutes", "kind", "title", "text")
        widgets = {"starts_at": forms.TimeInput(attrs={"type": "time"}, format="%H:%M")}
        help_texts = {"text": _("Who speaks, what is needed, what must not be forgotten.")}


class PromptForm(forms.ModelForm):
    minutes = forms.IntegerField(label=_("Time given, in minutes"), min_value=1, max_value=240)

    class Meta:
        model = Prompt
        fields = ("question", "minutes")
        widgets = {"question": forms.Textarea(attrs={"rows": 2})}


class HostsForm(forms.Form):
    facilitator = forms.ChoiceField(label=_("Hosts the table"), required=False)
    scribe = forms.ChoiceField(label=_("Takes the notes"), required=False)

    def __init__(self, *args: Any, hosts: PossibleHosts, **options: Any) -> None:
        super().__init__(*args, **options)
        self.by_key = {str(person.pk): person for person in hosts.everyone}
        groups = (
            (_("At this table"), hosts.at_table),
            (_("Others on the list"), hosts.listed),
            (_("Team"), hosts.team),
        )
        choices = [
            ("", _("Nobody yet")),
            *(
                (label, [(str(person.pk), person.full_name) for person in people])
                for label, people in groups
                if people
            ),
        ]
        for name in ("facilitator", "scribe"):
            self.fields[name].choices = choices

    def person(self, name: str) -> Person | None:
        return self.by_key.get(self.cleaned_data[name])


class ImportForm(forms.Form):
    file = forms.FileField(
        label=_("File of notes"),
        allow_empty_file=True,
        required=False,
        help_text=_("Word (.docx), text (.txt) or Markdown (.md), 5 MB at most."),
        widget=forms.ClearableFileInput(attrs={"accept": ".docx,.txt,.md,.markdown,text/plain"}),
    )
    text = forms.CharField(
        label=_("Or paste the notes here"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 10}),
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file is not None:
            try:
                refuse_large(file.size, filename=file.name)
            except NotesFileUnusable as error:
                raise forms.ValidationError(sentence_for(error)) from error
        return file

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not cleaned.get("file") and not cleaned.get("text", "").strip():
            raise forms.ValidationError(_("Choose a file, or paste the notes."))
        return cleaned

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django_scopes.forms import SafeModelChoiceField

from entrelacs.act.leads.models import Lead
from entrelacs.commons.people.models import Person
from entrelacs.commons.people.queries import people


class ReferentField(SafeModelChoiceField):
    """People as the roadmap shows them: with their structure."""

    def label_from_instance(self, person: Person) -> str:
        affiliations = list(person.affiliations.all())
        if not affiliations:
            return person.full_name
        return f"{person.full_name} · {affiliations[0].organization.name}"


class FollowForm(forms.ModelForm):
    class Meta:
        model = Lead
        fields = ("status", "referent", "next_step", "next_step_on")
        # Django would ask for every person when this file is read, outside any programme.
        field_classes = {"referent": ReferentField}
        widgets = {"next_step_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}
        labels = {"referent": _("Who carries it")}
        help_texts = {
            "next_step": _("One sentence: what will be done next."),
            "status": _("A lead without news is dormant, not lost."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["referent"].queryset = people()
        self.fields["referent"].empty_label = _("nobody yet")

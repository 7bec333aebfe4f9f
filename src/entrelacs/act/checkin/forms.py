from django import forms
from django.utils.translation import gettext_lazy as _

from entrelacs.commons.programmes.queries import worlds


class WalkInForm(forms.Form):
    """Someone who came without registering: twenty seconds, three answers."""

    client_id = forms.UUIDField(widget=forms.HiddenInput)
    given_name = forms.CharField(label=_("First name"), max_length=80, required=False)
    family_name = forms.CharField(label=_("Last name"), max_length=80, required=False)
    structure = forms.CharField(label=_("Structure"), max_length=200, required=False)
    worlds = forms.ModelMultipleChoiceField(
        label=_("Worlds"),
        queryset=None,
        required=False,
        to_field_name="code",
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["worlds"].queryset = worlds()
        for name in ("given_name", "family_name", "structure"):
            self.fields[name].widget.attrs["autocomplete"] = "off"

from django import forms
from django.utils.translation import gettext_lazy as _

from entrelacs.commons.access.roles import RoleCode


class ProfileForm(forms.Form):
    given_name = forms.CharField(
        label=_("First name"),
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
    )
    family_name = forms.CharField(
        label=_("Last name"),
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
    )
    function = forms.CharField(label=_("Occupation"), max_length=120, required=False)


class RoleForm(forms.Form):
    """Someone, by their mail address, and the role they receive."""

    email = forms.EmailField(
        label=_("Mail address"),
        help_text=_("They sign in with it: a code is sent to it each time."),
    )
    given_name = forms.CharField(
        label=_("First name"),
        max_length=80,
        required=False,
        help_text=_("For someone the programme does not know yet."),
    )
    family_name = forms.CharField(label=_("Last name"), max_length=80, required=False)
    code = forms.ChoiceField(label=_("Role"), choices=RoleCode.choices, initial=RoleCode.ORGANISER)

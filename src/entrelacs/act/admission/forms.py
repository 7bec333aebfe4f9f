import re
from dataclasses import dataclass
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from entrelacs.act.admission.models import Admission
from entrelacs.act.admission.needs import ACCESS, FOOD, needs_in_words, table_needs_among
from entrelacs.act.admission.registering import Newly
from entrelacs.act.admission.robots import is_plausible
from entrelacs.act.gatherings.models import Gathering
from entrelacs.commons.consent.models import ConsentText, Use
from entrelacs.commons.programmes.models import World
from entrelacs.commons.territories.fields import TerritoryField

LONGEST_NEEDS = 200
# A name is shown in mails and lists: it carries no address.
NOT_A_NAME = re.compile(r"://|www\.|[@<>\x00-\x1f]", re.IGNORECASE)


@dataclass(frozen=True)
class ConsentRow:
    """One use of someone's name, as the form shows it."""

    use: Use
    text: ConsentText
    field: forms.BoundField


class RegistrationForm(forms.Form):
    """Someone registers by themselves."""

    given_name = forms.CharField(
        label=_("First name"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
    )
    family_name = forms.CharField(
        label=_("Last name"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
    )
    email = forms.EmailField(
        label=_("Mail address"),
        max_length=254,
        help_text=_("Your confirmation and your personal page are sent there."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    organization = forms.CharField(
        label=_("Structure"),
        max_length=200,
        required=False,
        help_text=_(
            "Association, enterprise, town, school… Leave it empty if you come for yourself."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    worlds = forms.ModelMultipleChoiceField(
        label=_("Your world"),
        queryset=None,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Several, or none: it is how you see yourself. Tables are mixed with it."),
    )
    territory = TerritoryField(
        label=_("Commune"), required=False, help_text=_("Where you work, or live.")
    )
    access = forms.MultipleChoiceField(
        label=_("To take part at ease"),
        choices=list(ACCESS.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Tick what you need, never why. Only the organisers read it."),
    )
    food = forms.MultipleChoiceField(
        label=_("To eat"),
        choices=list(FOOD.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    more = forms.CharField(
        label=_("Something else to provide"),
        max_length=120,
        required=False,
        help_text=_("What is needed: a socket by the seat, a place for a pushchair…"),
    )
    # Nobody sees it; whoever fills everything in fills it in too.
    website = forms.CharField(
        label=_("Leave this field empty"),
        required=False,
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )

    def __init__(
        self,
        *args: Any,
        gathering: Gathering,
        worlds: Any,
        texts: dict[str, ConsentText],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.gathering = gathering
        self.texts = {use: texts[use] for use in Use if use in texts}
        self.fields["worlds"].queryset = worlds
        self.fields["organization"].widget.attrs["data-suggest"] = reverse(
            "act:structure_names", kwargs={"slug": gathering.slug}
        )
        for use, text in self.texts.items():
            # The version agreed to is the one on the screen, which is what the box sends.
            self.fields[f"consent_{use}"] = forms.BooleanField(
                label=use.label,
                required=False,
                widget=forms.CheckboxInput(attrs={"value": str(text.version)}),
            )

    @property
    def consents(self) -> list[ConsentRow]:
        return [ConsentRow(use, text, self[f"consent_{use}"]) for use, text in self.texts.items()]

    def clean_given_name(self) -> str:
        return self._name("given_name")

    def clean_family_name(self) -> str:
        return self._name("family_name")

    def clean_organization(self) -> str:
        return self._name("organization")

    def _name(self, field: str) -> str:
        text = " ".join(self.cleaned_data[field].split())
        if NOT_A_NAME.search(text):
            raise forms.ValidationError(_("Write a name here, without any address of a site."))
        return text

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        codes = [*cleaned.get("access", ()), *cleaned.get("food", ())]
        cleaned["needs"] = needs_in_words(codes, cleaned.get("more", ""))
        if len(cleaned["needs"]) > LONGEST_NEEDS:
            self.add_error(
                "more", _("It is a little long: keep the essential, the organiser will call you.")
            )
        for use, text in self.texts.items():
            name = f"consent_{use}"
            if cleaned.get(name) and self.data.get(name) != str(text.version):
                self.add_error(
                    name,
                    _("This text changed while you were reading: read it again, then tick it."),
                )
        stamp = self.data.get("begun", "")
        is_robot = cleaned.get("website") or not is_plausible(stamp, self.gathering.slug)
        # Whoever has something to correct presses again anyway.
        if is_robot and not self.errors:
            raise forms.ValidationError(
                _(
                    "Press the button once more: this check keeps robots away. All you typed is kept."
                )
            )
        return cleaned

    def newly(self) -> Newly:
        """What was said, for the action."""
        said = self.cleaned_data
        territory = said["territory"]
        return Newly(
            given_name=said["given_name"],
            family_name=said["family_name"],
            email=said["email"],
            organization=said["organization"],
            worlds=list(said["worlds"]),
            territory_id=territory.pk if territory else None,
            needs=said["needs"],
            table_needs=table_needs_among(said["access"]),
            consents=[use for use in self.texts if said[f"consent_{use}"]],
        )


class AdmissionForm(forms.Form):
    """How people register for a meeting, and for how many seats."""

    is_open = forms.BooleanField(
        label=_("Registration is open"),
        required=False,
        help_text=_("Whoever has the address of the page may register."),
    )
    is_public = forms.BooleanField(
        label=_("List it in the public agenda"),
        required=False,
        help_text=_(
            "Anyone finds the meeting, with its day and its place; never its participants."
        ),
    )
    closes_on = forms.DateField(
        label=_("Last day to register"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("That day included. Left empty: until the meeting begins."),
    )
    welcome = forms.CharField(
        label=_("Presentation"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "What people read before they register: why come, with whom, how to get there."
        ),
    )
    capacity = forms.IntegerField(
        label=_("Seats in all"),
        required=False,
        min_value=1,
        max_value=2000,
        help_text=_("Left empty: no limit."),
    )
    offer_hours = forms.IntegerField(
        label=_("Hours to accept a freed seat"),
        min_value=1,
        max_value=336,
        help_text=_("Then it is offered to the next person."),
    )

    def __init__(
        self,
        *args: Any,
        admission: Admission,
        worlds: list[World],
        quotas: dict[int, int],
        **kwargs: Any,
    ) -> None:
        names = ("is_open", "is_public", "closes_on", "welcome", "capacity", "offer_hours")
        kwargs["initial"] = {name: getattr(admission, name) for name in names}
        super().__init__(*args, **kwargs)
        self.worlds = worlds
        for world in worlds:
            self.fields[f"quota_{world.code}"] = forms.IntegerField(
                label=world.label,
                required=False,
                min_value=0,
                max_value=2000,
                initial=quotas.get(world.pk),
            )

    @property
    def quotas(self) -> list[forms.BoundField]:
        return [self[f"quota_{world.code}"] for world in self.worlds]

    def changes(self) -> dict[str, Any]:
        """What the action takes: quotas by world, then the rest by name."""
        said = dict(self.cleaned_data)
        quotas = {world: said.pop(f"quota_{world.code}") for world in self.worlds}
        return {"quotas": quotas, **said}

from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entrelacs.act.gatherings.models import Gathering, Registration
from entrelacs.act.mailings.kinds import Kind
from entrelacs.act.mailings.models import FIRST_DAY, LAST_DAY, Audience, Mailing
from entrelacs.act.mailings.placeholders import UnknownPlaceholder, refuse_unknown
from entrelacs.act.mailings.queries import addressees_of
from entrelacs.act.mailings.recipients import audience_counts
from entrelacs.act.mailings.writing import LONGEST_SUBJECT, usual_words
from entrelacs.commons.messages import sentence_for
from entrelacs.commons.programmes.queries import worlds

LONGEST_TEXT = 5000


class MailingForm(forms.Form):
    """To whom, and what: the words only for the kinds that leave them to the organiser."""

    audience = forms.ChoiceField(label=gettext_lazy("To whom"), widget=forms.RadioSelect)
    world = forms.ModelChoiceField(
        label=gettext_lazy("Which world"),
        queryset=None,
        required=False,
        empty_label=gettext_lazy("Choose a world"),
        help_text=gettext_lazy("Only for “One world”."),
    )
    again = forms.BooleanField(
        label=gettext_lazy("Write again to those who received this kind of message"),
        required=False,
    )
    subject = forms.CharField(label=gettext_lazy("Subject"), max_length=LONGEST_SUBJECT)
    text = forms.CharField(
        label=gettext_lazy("Text"),
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 12}),
    )
    chosen = forms.TypedMultipleChoiceField(
        label=gettext_lazy("People chosen one by one"), coerce=int, required=False
    )

    def __init__(
        self, *args: Any, gathering: Gathering, kind: Kind, mailing: Mailing | None, **options: Any
    ) -> None:
        self.gathering, self.kind = gathering, kind
        super().__init__(*args, initial=_initial(kind, mailing), **options)
        counts = audience_counts(gathering, self.everyone)
        self.fields["audience"].choices = [
            (value, _("%(audience)s (%(count)s)") % {"audience": label, "count": counts[value]})
            if value not in {Audience.WORLD, Audience.CHOSEN}
            else (value, label)
            for value, label in Audience.choices
            if counts.get(value, 1) or value == self.initial["audience"]
        ]
        self.fields["world"].queryset = worlds()
        self.fields["chosen"].choices = [(each.pk, each.person.full_name) for each in self.everyone]
        if not kind.is_written:
            del self.fields["subject"], self.fields["text"]
        if not kind.is_once:
            del self.fields["again"]

    @cached_property
    def everyone(self) -> list[Registration]:
        return list(addressees_of(self.gathering))

    @property
    def chosen_keys(self) -> set[int]:
        """Boxes to tick."""
        given = self["chosen"].value() or []
        return {int(key) for key in given if str(key).isdecimal()}

    def clean_subject(self) -> str:
        return self._known_words("subject")

    def clean_text(self) -> str:
        return self._known_words("text")

    def _known_words(self, name: str) -> str:
        text: str = self.cleaned_data[name]
        try:
            refuse_unknown(text)
        except UnknownPlaceholder as fault:
            raise forms.ValidationError(sentence_for(fault)) from fault
        return text

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("audience") == Audience.WORLD and not cleaned.get("world"):
            self.add_error("world", _("Choose the world to write to."))
        if cleaned.get("audience") == Audience.CHOSEN and not cleaned.get("chosen"):
            self.add_error("chosen", _("Tick at least one person."))
        return cleaned

    def details(self) -> dict[str, Any]:
        """What the actions want."""
        given = dict(self.cleaned_data)
        given["audience"] = Audience(given["audience"])
        wanted = set(given.pop("chosen"))
        if given["audience"] != Audience.WORLD:
            given["world"] = None
        is_by_one = given["audience"] == Audience.CHOSEN
        chosen = [each for each in self.everyone if is_by_one and each.pk in wanted]
        return {**given, "chosen": chosen}


def _initial(kind: Kind, mailing: Mailing | None) -> dict[str, Any]:
    if mailing is None:
        words = usual_words(kind) if kind.is_written else None
        return {
            "audience": kind.usual_audience,
            "subject": words.subject if words else "",
            "text": words.text if words else "",
        }
    return {
        "audience": mailing.audience,
        "world": mailing.world_id,
        "again": mailing.again,
        "subject": mailing.subject,
        "text": mailing.text,
        "chosen": list(mailing.chosen.order_by("pk").values_list("pk", flat=True)),
    }


class ReminderForm(forms.Form):
    """So many days before, at such an hour."""

    days_before = forms.IntegerField(
        label=gettext_lazy("Days before"), min_value=FIRST_DAY, max_value=LAST_DAY
    )
    at = forms.TimeField(
        label=gettext_lazy("At what time"),
        initial="10:00",
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )


class AddressForm(forms.Form):
    """An address to send a mail to again."""

    to = forms.EmailField(label=gettext_lazy("Mail address"))

import datetime
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

# A clock further off than a year is a fault of the form, not of the clock.
FARTHEST = 366 * 24 * 3600


class ClockForm(forms.Form):
    """How many seconds the device is behind the server."""

    offset = forms.FloatField(min_value=-FARTHEST, max_value=FARTHEST)


class RehearsalForm(forms.Form):
    """When one rehearses: today, or the day before the meeting."""

    day = forms.TypedChoiceField(
        label=gettext_lazy("day"), coerce=datetime.date.fromisoformat, choices=()
    )

    def __init__(self, *args: Any, meeting: datetime.date, today: datetime.date) -> None:
        super().__init__(*args)
        eve = meeting - datetime.timedelta(days=1)
        choices = [(today.isoformat(), _("today"))]
        if eve > today:
            words = _("the day before, %(day)s") % {"day": date_format(eve, "l j F")}
            choices.append((eve.isoformat(), words))
        self.fields["day"].choices = choices

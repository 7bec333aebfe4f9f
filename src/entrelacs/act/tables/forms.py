import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from entrelacs.act.tables.composing import Base, sizes_proposed
from entrelacs.act.tables.models import LARGEST, MOST_TABLES, SMALLEST
from entrelacs.act.tables.plan import Plan


class VersionForm(forms.Form):
    """What every change carries: the version one was looking at."""

    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


class ComposeForm(VersionForm):
    base = forms.ChoiceField(label=_("Seat"), choices=Base.choices, initial=Base.REGISTERED)


class MoveForm(VersionForm):
    registration = forms.IntegerField()
    # Empty: the person waits for a seat.
    table = forms.IntegerField(required=False)


class SwapForm(VersionForm):
    registration = forms.IntegerField()
    other = forms.IntegerField()


class LockForm(VersionForm):
    registration = forms.IntegerField()
    locked = forms.BooleanField(required=False)


class RestoreForm(VersionForm):
    restored = forms.IntegerField()


class TrialForm(forms.Form):
    registration = forms.IntegerField()
    table = forms.IntegerField(required=False)
    other = forms.IntegerField(required=False)


class TablesForm(VersionForm):
    count = forms.IntegerField(label=_("Number of tables"), min_value=1, max_value=MOST_TABLES)
    seats = forms.CharField(
        label=_("Seats per table"),
        max_length=300,
        help_text=_("One number for all, or one per table: 8, 8, 10."),
    )

    def clean_seats(self) -> list[int]:
        numbers = [int(part) for part in re.findall(r"\d{1,4}", self.cleaned_data["seats"])]
        if not numbers or not all(SMALLEST <= number <= LARGEST for number in numbers):
            raise ValidationError(
                _("A table has %(smallest)d to %(largest)d seats."),
                params={"smallest": SMALLEST, "largest": LARGEST},
            )
        return numbers

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        count, seats = cleaned.get("count"), cleaned.get("seats")
        if not count or not seats:
            return cleaned
        if len(seats) == 1:
            seats = seats * count
        if len(seats) != count:
            self.add_error(
                "seats",
                ValidationError(
                    _("%(found)d sizes for %(count)d tables: give one, or one per table."),
                    params={"found": len(seats), "count": count},
                ),
            )
        cleaned["sizes"] = seats
        return cleaned


def tables_form_of(plan: Plan) -> TablesForm:
    """The tables as they are, or those proposed for the people expected."""
    sizes = [table.seat_count for table in plan.tables] or sizes_proposed(len(plan.expected))
    seats = ", ".join(str(size) for size in sizes) if len(set(sizes)) > 1 else (sizes or [8])[0]
    return TablesForm(initial={"version": plan.version, "count": len(sizes) or 1, "seats": seats})

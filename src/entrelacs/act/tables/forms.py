import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from entrelacs.act.tables.composing import Base, sizes_proposed
from entrelacs.act.tables.models import (
    LARGEST,
    MOST_ROUNDS,
    MOST_TABLES,
    SMALLEST,
    Criterion,
    TableProperty,
    TableWish,
)
from entrelacs.act.tables.plan import Plan

# The ranks of the criteria.
RANKS = (_("First"), _("Second"), _("Third"), _("Fourth"))


class VersionForm(forms.Form):
    """What every change carries: the version one was looking at."""

    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


class RoundForm(VersionForm):
    """A change of one round; the first when none is said."""

    tour = forms.IntegerField(min_value=1, max_value=MOST_ROUNDS, required=False)

    def clean_tour(self) -> int:
        return self.cleaned_data["tour"] or 1


class ComposeForm(VersionForm):
    base = forms.ChoiceField(label=_("Seat"), choices=Base.choices, initial=Base.REGISTERED)


class MoveForm(RoundForm):
    registration = forms.IntegerField()
    # Empty: the person waits for a seat.
    table = forms.IntegerField(required=False)


class SwapForm(RoundForm):
    registration = forms.IntegerField()
    other = forms.IntegerField()


class LockForm(RoundForm):
    registration = forms.IntegerField()
    locked = forms.BooleanField(required=False)


class RestoreForm(VersionForm):
    restored = forms.IntegerField()


class PlaceForm(RoundForm):
    registration = forms.IntegerField()


class RepairForm(RoundForm):
    moved = forms.IntegerField(min_value=0)


class CloseForm(VersionForm):
    table = forms.IntegerField()


class PlayedForm(forms.Form):
    played = forms.IntegerField(min_value=0, max_value=MOST_ROUNDS)


class SearchForm(ComposeForm):
    seconds = forms.IntegerField(min_value=5, max_value=600, initial=60)


class WishRemoveForm(forms.Form):
    wish = forms.IntegerField()


class HostForm(forms.Form):
    table = forms.IntegerField()
    # Empty: nobody.
    registration = forms.IntegerField(required=False)
    role = forms.ChoiceField(choices=(("facilitator", ""), ("scribe", "")))


class OffersForm(forms.Form):
    table = forms.IntegerField()
    offers = forms.MultipleChoiceField(choices=TableProperty.choices, required=False)


class GuestForm(forms.Form):
    """What someone's table must offer, and the rounds they attend."""

    registration = forms.IntegerField()
    needs = forms.MultipleChoiceField(choices=TableProperty.choices, required=False)
    rounds = forms.TypedMultipleChoiceField(
        choices=[(number, number) for number in range(1, MOST_ROUNDS + 1)],
        coerce=int,
        required=False,
    )


class TrialForm(forms.Form):
    tour = forms.IntegerField(min_value=1, max_value=MOST_ROUNDS, required=False)
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
    sizes = [table.seat_count for table in plan.tables if table.is_open] or sizes_proposed(
        len(plan.expected), plan.composition
    )
    seats = ", ".join(str(size) for size in sizes) if len(set(sizes)) > 1 else (sizes or [8])[0]
    return TablesForm(initial={"version": plan.version, "count": len(sizes) or 1, "seats": seats})


class SettingsForm(forms.Form):
    """How many rounds, how large tables are, what counts most."""

    rounds = forms.IntegerField(label=_("Rounds"), min_value=1, max_value=MOST_ROUNDS)
    smallest = forms.IntegerField(
        label=_("Fewest people at a table"), min_value=SMALLEST, max_value=LARGEST
    )
    largest = forms.IntegerField(
        label=_("Most people at a table"), min_value=SMALLEST, max_value=LARGEST
    )
    never_alone = forms.MultipleChoiceField(
        label=_("Never alone from their world"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Nobody from these worlds sits at a table without someone else from it."),
    )

    def __init__(self, *args: Any, worlds: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["never_alone"].choices = worlds
        for place, label in enumerate(RANKS):
            self.fields[f"order_{place}"] = forms.ChoiceField(
                label=label, choices=Criterion.choices
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        order = [cleaned.get(f"order_{place}", "") for place in range(len(RANKS))]
        if sorted(order) != sorted(Criterion.values):
            raise ValidationError(_("Give each criterion one rank."))
        cleaned["order"] = order
        smallest, largest = cleaned.get("smallest"), cleaned.get("largest")
        if smallest and largest and smallest > largest:
            text = _("The fewest people at a table cannot exceed the most.")
            self.add_error("smallest", ValidationError(text))
        return cleaned


def settings_form_of(plan: Plan, data: Any = None) -> SettingsForm:
    """What is asked of the tables now."""
    asked = plan.composition
    initial = {
        "rounds": asked.rounds,
        "smallest": asked.smallest,
        "largest": asked.largest,
        "never_alone": asked.never_alone,
        **{f"order_{place}": code for place, code in enumerate(asked.order)},
    }
    worlds = [(world.code, world.label) for world in plan.worlds]
    return SettingsForm(data, initial=initial, worlds=worlds)


class WishForm(forms.Form):
    """People who wish to share a table, or not to."""

    kind = forms.ChoiceField(
        label=_("Wish"), choices=TableWish.Kind.choices, initial=TableWish.Kind.APART
    )
    registrations = forms.TypedMultipleChoiceField(label=_("People"), coerce=int)

    def __init__(self, *args: Any, people: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["registrations"].choices = people


def wish_form_of(plan: Plan, data: Any = None) -> WishForm:
    """Anyone on the list who may still come."""
    return WishForm(data, people=[(guest.pk, guest.name) for guest in plan.expected])

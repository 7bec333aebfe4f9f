"""A list on its way in: begun, corrected, added whole or not at all, or dropped."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models, transaction
from django_scopes import scopes_disabled

from entrelacs.act.gatherings.models import Gathering, Registration
from entrelacs.act.guest_lists.actions import Added, Choice, add_guests
from entrelacs.act.guest_lists.difference import Difference
from entrelacs.act.guest_lists.errors import ListChanged, ListEmptied, ListSettled
from entrelacs.act.guest_lists.models import GuestListDraft
from entrelacs.act.guest_lists.queries import difference_of
from entrelacs.act.guest_lists.sheets import Sheet, as_json, from_json
from entrelacs.act.guest_lists.vocabulary import Column
from entrelacs.commons.journal.actions import record
from entrelacs.commons.programmes.actions import hold_programme

KEPT_DAYS = 30
# What may name people, put back to nothing once a list is added, dropped or too old.
EMPTIED: dict[str, Any] = {"cells": [], "columns": [], "choices": {}}


@transaction.atomic
def start_list(
    *, actor: models.Model | None, gathering: Gathering, sheets: Sequence[Sheet], filename: str = ""
) -> GuestListDraft:
    """Keep a list that was just read, to be looked at and corrected before it is added."""
    draft = GuestListDraft.objects.create(
        programme_id=gathering.programme_id,
        gathering=gathering,
        actor=actor,
        filename=filename[:200],
        cells=as_json(sheets),
    )
    record(actor=actor, event="guest-list.started", subject=draft)
    return draft


@transaction.atomic
def rewrite_list(
    *, actor: models.Model | None, draft: GuestListDraft, sheet: Sheet
) -> GuestListDraft:
    """Replace the sheet that is read by its corrected text; what was decided of its lines goes."""
    draft = _held(draft)
    _refuse_settled(draft)
    sheets = list(draft.cells)
    sheets[draft.sheet] = as_json([sheet])[0] | {"name": sheets[draft.sheet]["name"]}
    draft.cells, draft.header_line, draft.columns, draft.choices = sheets, None, [], {}
    draft.save()
    record(actor=actor, event="guest-list.edited", subject=draft)
    return draft


@dataclass(frozen=True, kw_only=True)
class Decisions:
    """What an organiser decides of a list; what is None stays as it was."""

    sheet: int | None = None
    header_line: int | None = None
    guesses_titles: bool = False
    columns: Sequence[Column] | None = None
    lines: Mapping[int, Choice] | None = None
    # Names shown as looking like another's, and among them those held for the same.
    structures_shown: Sequence[str] = ()
    structures_same: Sequence[str] = ()
    status: Registration.Status | None = None


@transaction.atomic
def decide_of_list(
    *, actor: models.Model | None, draft: GuestListDraft, decisions: Decisions
) -> GuestListDraft:
    """Keep what an organiser decides; another sheet, or other titles, are read afresh."""
    draft = _held(draft)
    _refuse_settled(draft)
    if decisions.sheet not in {None, draft.sheet} and decisions.sheet < len(draft.cells):
        draft.sheet, draft.header_line, draft.columns, draft.choices = decisions.sheet, None, [], {}
    elif _moves_titles(draft, decisions):
        draft.header_line = None if decisions.guesses_titles else decisions.header_line
        draft.columns = []
    else:
        if decisions.columns is not None:
            draft.columns = [str(column) for column in decisions.columns]
        draft.choices = _choices(draft.choices, decisions)
    if decisions.status is not None:
        draft.status = decisions.status
    draft.save()
    record(actor=actor, event="guest-list.edited", subject=draft)
    return draft


def _moves_titles(draft: GuestListDraft, decisions: Decisions) -> bool:
    if decisions.guesses_titles:
        return draft.header_line is not None
    return decisions.header_line is not None and decisions.header_line != draft.header_line


def _choices(kept: dict[str, Any], decisions: Decisions) -> dict[str, Any]:
    lines = dict(kept.get("lines", {}))
    for number, choice in (decisions.lines or {}).items():
        lines[str(number)] = str(choice)
    same = set(kept.get("structures", [])) - set(decisions.structures_shown)
    same |= set(decisions.structures_same) & set(decisions.structures_shown)
    return {"lines": lines, "structures": sorted(same)}


@dataclass(frozen=True, kw_only=True)
class Applied:
    added: Added
    # The lines left aside, as a list of their own, to be decided later.
    left: GuestListDraft | None


@transaction.atomic
def apply_list(*, actor: models.Model | None, draft: GuestListDraft, digest: str) -> Applied:
    """Add a list, all or nothing; raise `ListSettled`, `ListEmptied` or `ListChanged` otherwise.

    `digest` is that of the difference as it was shown. Lines left aside begin a list of their own.
    """
    hold_programme(draft.gathering.programme)
    draft = _held(draft)
    _refuse_settled(draft)
    difference = difference_of(draft)
    if digest != difference.digest:
        raise ListChanged
    added = add_guests(
        actor=actor,
        gathering=draft.gathering,
        difference=difference,
        choices=choices_of(draft),
        status=Registration.Status(draft.status),
        source=draft.filename,
        same_structures=draft.choices.get("structures", []),
    )
    left = _keep_aside(actor, draft, difference, added)
    _settle(draft, GuestListDraft.State.APPLIED, batch=added.batch)
    return Applied(added=added, left=left)


def choices_of(draft: GuestListDraft) -> dict[int, Choice]:
    """What was decided of each doubtful line, by its number."""
    return {int(line): Choice(choice) for line, choice in draft.choices.get("lines", {}).items()}


@transaction.atomic
def drop_list(*, actor: models.Model | None, draft: GuestListDraft) -> GuestListDraft:
    """Give a list up: nothing of it was added, and nothing of it is kept."""
    draft = _held(draft)
    if draft.state != GuestListDraft.State.OPEN:
        raise ListSettled
    _settle(draft, GuestListDraft.State.DROPPED)
    record(actor=actor, event="guest-list.dropped", subject=draft)
    return draft


def forget_old_drafts(now: datetime.datetime) -> int:
    """Empty the lists begun more than thirty days ago, in every programme; say how many."""
    with scopes_disabled():
        old = GuestListDraft.objects.filter(
            state=GuestListDraft.State.OPEN,
            created_at__lt=now - datetime.timedelta(days=KEPT_DAYS),
        )
        return old.update(state=GuestListDraft.State.DROPPED, filename="", **EMPTIED)


def _held(draft: GuestListDraft) -> GuestListDraft:
    """The row as it is now, kept from changing until the transaction ends."""
    return (
        GuestListDraft.objects.select_for_update(of=("self",))
        .select_related("gathering")
        .get(pk=draft.pk)
    )


def _refuse_settled(draft: GuestListDraft) -> None:
    if draft.state != GuestListDraft.State.OPEN:
        raise ListSettled
    if draft.is_emptied:
        raise ListEmptied


def _settle(
    draft: GuestListDraft, state: GuestListDraft.State, *, batch: models.Model | None = None
) -> None:
    for name, value in EMPTIED.items():
        setattr(draft, name, type(value)())
    draft.state, draft.batch = state, batch
    draft.save()


def _keep_aside(
    actor: models.Model | None, draft: GuestListDraft, difference: Difference, added: Added
) -> GuestListDraft | None:
    if not added.aside:
        return None
    sheet = from_json(draft.cells)[draft.sheet]
    titles = difference.reading.titles
    left = start_list(
        actor=actor,
        gathering=draft.gathering,
        sheets=[
            Sheet(
                name=sheet.name,
                records=(*titles.records, *(entry.line.record for entry in added.aside)),
            )
        ],
        filename=draft.filename,
    )
    left.header_line = titles.line or 0
    left.columns = [str(column) for column in difference.reading.columns]
    left.status = draft.status
    left.save()
    return left

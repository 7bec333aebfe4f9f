from collections.abc import Iterable, Sequence

from django.db import transaction
from django.db.models import Max

from entrelacs.act.gatherings.models import Gathering
from entrelacs.act.leads.actions import attach_contribution, create_lead, merge_leads
from entrelacs.act.leads.models import Lead, LeadSource
from entrelacs.act.notes.models import Contribution, Prompt, PromptCode
from entrelacs.act.synthesis.models import KeptApart, SynthesisLine, SynthesisSource
from entrelacs.act.synthesis.review import ordered, suggest_theme
from entrelacs.commons.journal.actions import record
from entrelacs.commons.people.models import Person
from entrelacs.commons.programmes.actions import hold_programme
from entrelacs.commons.programmes.models import Tone
from entrelacs.commons.themes.actions import add_theme, create_typology
from entrelacs.commons.themes.models import Theme
from entrelacs.commons.themes.queries import themes_of
from entrelacs.errors import EntrelacsError

LONGEST_TITLE = 200


class EmptyLine(EntrelacsError):
    code = "synthesis-line-empty"


class UnknownIdea(EntrelacsError):
    code = "synthesis-idea-unknown"


class LineOtherGathering(EntrelacsError):
    code = "synthesis-line-other-gathering"


@transaction.atomic
def write_line(
    *,
    actor: Person | None,
    gathering: Gathering,
    prompt: Prompt,
    text: str,
    theme: Theme | None = None,
    contributions: Iterable[Contribution] = (),
) -> SynthesisLine:
    """Add a line to the general synthesis, standing on these contributions."""
    text = " ".join(text.split())
    if not text:
        raise EmptyLine
    last = SynthesisLine.objects.filter(gathering=gathering).aggregate(last=Max("position"))["last"]
    line = SynthesisLine.objects.create(
        programme_id=gathering.programme_id,
        gathering=gathering,
        prompt=prompt,
        text=text,
        theme=theme,
        position=0 if last is None else last + 1,
    )
    for contribution in contributions:
        _cite(line, contribution)
    record(actor=actor, event="synthesis.line-written", subject=line)
    return line


@transaction.atomic
def edit_line(*, actor: Person | None, line: SynthesisLine, text: str) -> SynthesisLine:
    """Reword a line; what it stands on stays."""
    text = " ".join(text.split())
    if not text:
        raise EmptyLine
    line.text = text
    line.save(update_fields=["text"])
    record(actor=actor, event="synthesis.line-edited", subject=line)
    return line


@transaction.atomic
def cite(
    *, actor: Person | None, line: SynthesisLine, contribution: Contribution
) -> SynthesisSource:
    """Let a line stand on one more contribution."""
    source = _cite(line, contribution)
    record(actor=actor, event="synthesis.cited", subject=line, contribution=contribution.pk)
    return source


@transaction.atomic
def uncite(*, actor: Person | None, line: SynthesisLine, contribution: Contribution) -> None:
    """Take a contribution out of a line; the contribution itself stays."""
    SynthesisSource.objects.filter(line=line, contribution=contribution).delete()
    record(actor=actor, event="synthesis.uncited", subject=line, contribution=contribution.pk)


@transaction.atomic
def remove_line(*, actor: Person | None, line: SynthesisLine) -> None:
    """Remove a line; the contributions it stood on are free again."""
    record(actor=actor, event="synthesis.line-removed", subject=line)
    line.delete()


@transaction.atomic
def draft_leads(*, actor: Person | None, gathering: Gathering) -> list[Lead]:
    """Make a lead of each idea for the future that no lead stands on yet, under its likely theme."""
    hold_programme(gathering.programme)
    taken = LeadSource.objects.filter(lead__gathering=gathering).values("contribution")
    free = (
        Contribution.objects.filter(
            gathering=gathering, prompt__code=PromptCode.LEADS, withdrawn_at=None
        )
        .exclude(pk__in=taken)
        .order_by("table__number", "position", "pk")
    )
    themes = list(themes_of(gathering.typology))
    drafted = []
    for note in free:
        likely = suggest_theme(note.text, themes)
        drafted.append(
            create_lead(
                actor=actor,
                gathering=gathering,
                title=note.text[:LONGEST_TITLE],
                theme=likely[0] if likely else None,
                contributions=[note],
            )
        )
    return drafted


@transaction.atomic
def join_ideas(*, actor: Person | None, gathering: Gathering, first: str, second: str) -> Lead:
    """Bring two ideas together, whatever they are: leads are merged, notes join a lead."""
    one, other = (_idea(gathering, key) for key in (first, second))
    if isinstance(one, Lead) and isinstance(other, Lead):
        return merge_leads(actor=actor, kept=one, absorbed=other)
    if isinstance(one, Lead) and isinstance(other, Contribution):
        attach_contribution(actor=actor, lead=one, contribution=other)
        return one
    if isinstance(one, Contribution) and isinstance(other, Lead):
        attach_contribution(actor=actor, lead=other, contribution=one)
        return other
    likely = suggest_theme(f"{one} {other}", list(themes_of(gathering.typology)))
    return create_lead(
        actor=actor,
        gathering=gathering,
        title=str(one)[:LONGEST_TITLE],
        theme=likely[0] if likely else None,
        contributions=[note for note in (one, other) if isinstance(note, Contribution)],
    )


@transaction.atomic
def keep_apart(*, actor: Person | None, gathering: Gathering, first: str, second: str) -> KeptApart:
    """Remember that two ideas are different: they are not proposed together again."""
    for key in (first, second):
        _idea(gathering, key)
    low, high = ordered(first, second)
    pair, added = KeptApart.objects.get_or_create(
        gathering=gathering,
        first=low,
        second=high,
        defaults={"programme_id": gathering.programme_id},
    )
    if added:
        record(actor=actor, event="synthesis.kept-apart", subject=pair)
    return pair


@transaction.atomic
def add_category(
    *,
    actor: Person | None,
    gathering: Gathering,
    label: str,
    tone: Tone,
    keywords: Sequence[str],
) -> Theme:
    """Add a category to the gathering's typology; a gathering without one gets its own."""
    if gathering.typology is None:
        gathering.typology = create_typology(
            actor=actor, programme=gathering.programme, name=gathering.name, themes=()
        )
        gathering.save(update_fields=["typology"])
    return add_theme(
        actor=actor, typology=gathering.typology, label=label, tone=tone, keywords=keywords
    )


def _idea(gathering: Gathering, key: str) -> Lead | Contribution:
    kind, _dash, number = key.partition("-")
    standing = {
        "lead": Lead.objects.filter(gathering=gathering),
        "note": Contribution.objects.filter(gathering=gathering, withdrawn_at=None),
    }.get(kind)
    found = (
        standing.filter(pk=int(number)).first()
        if standing is not None and number.isdecimal()
        else None
    )
    if found is None:
        raise UnknownIdea(key=key)
    return found


def _cite(line: SynthesisLine, contribution: Contribution) -> SynthesisSource:
    if contribution.gathering_id != line.gathering_id:
        raise LineOtherGathering
    source, _added = SynthesisSource.objects.get_or_create(
        line=line, contribution=contribution, defaults={"programme_id": line.programme_id}
    )
    return source

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Max

from entrelacs.act.gatherings.models import Gathering
from entrelacs.act.notes.models import Contribution, Prompt
from entrelacs.act.synthesis.models import SynthesisLine, SynthesisSource
from entrelacs.commons.journal.actions import record
from entrelacs.commons.people.models import Person
from entrelacs.commons.themes.models import Theme
from entrelacs.errors import EntrelacsError


class EmptyLine(EntrelacsError):
    code = "synthesis-line-empty"


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


def _cite(line: SynthesisLine, contribution: Contribution) -> SynthesisSource:
    if contribution.gathering_id != line.gathering_id:
        raise LineOtherGathering
    source, _added = SynthesisSource.objects.get_or_create(
        line=line, contribution=contribution, defaults={"programme_id": line.programme_id}
    )
    return source

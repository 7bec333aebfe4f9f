from collections.abc import Callable

import pytest

from entrelacs.act.notes.models import Prompt, PromptCode
from entrelacs.act.tables.models import Table
from entrelacs.commons.programmes.models import Programme
from tests.factories import PromptFactory, TableFactory


@pytest.fixture
def table(programme: Programme) -> Table:
    return TableFactory(number=3, code="ABCD2345")


@pytest.fixture
def make_prompt(table: Table) -> Callable[[PromptCode], Prompt]:
    """`make_prompt(PromptCode.LEADS)`: a question of the table's gathering."""
    positions = {code: position for position, code in enumerate(PromptCode)}

    def make(code: PromptCode) -> Prompt:
        return PromptFactory(gathering=table.gathering, code=code, position=positions[code])

    return make


@pytest.fixture
def leads(make_prompt: Callable[[PromptCode], Prompt]) -> Prompt:
    return make_prompt(PromptCode.LEADS)

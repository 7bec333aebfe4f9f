"""Run a hot loop as plain Python on lists, or compiled by numba on arrays where it is installed.

One source, two ways, the same results: the loops only use what both give to the last bit.
"""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from types import FunctionType
from typing import Any, Literal

from entrelacs.engines.seating.errors import NotCompiled

Kernel = Literal["auto", "plain", "compiled"]


@dataclass(frozen=True, slots=True)
class HotLoop:
    """A loop and the way to make its arguments; `ints` and `fractions` may return their input."""

    run: Callable[..., Any]
    ints: Callable[[Sequence[int]], Any]
    fractions: Callable[[Sequence[float]], Any]


def can_compile() -> bool:
    """Tell whether numba is there (the extra `fast`)."""
    return find_spec("numba") is not None


def is_compiled(kernel: Kernel) -> bool:
    """Tell whether the loops run compiled when asked so."""
    return kernel == "compiled" or (kernel == "auto" and can_compile())


def hot_loop(
    plain: Callable[..., Any], kernel: Kernel = "auto", parts: tuple[Callable[..., Any], ...] = ()
) -> HotLoop:
    """Return the loop as asked: "auto" compiles it where that is possible.

    `parts` are the functions that it calls, each after those that it calls itself. Raises
    NotCompiled when "compiled" is asked for and numba is not installed.
    """
    if not is_compiled(kernel):
        return HotLoop(plain, lambda numbers: numbers, lambda numbers: numbers)
    if not can_compile():
        raise NotCompiled(needs="numba")
    import numpy  # noqa: PLC0415 -- optional dependency

    return HotLoop(
        _compile(plain, parts),
        lambda numbers: numpy.array(numbers, dtype=numpy.int64),
        lambda numbers: numpy.array(numbers, dtype=numpy.float64),
    )


@cache
def _compile(
    plain: Callable[..., Any], parts: tuple[Callable[..., Any], ...]
) -> Callable[..., Any]:
    # Compiled functions call compiled ones, plain ones go on calling plain ones.
    scope = dict(vars(sys.modules[plain.__module__]))
    for part in parts:
        scope[part.__name__] = _compile_one(part, scope)
    return _compile_one(plain, scope)


def _compile_one(plain: Any, scope: dict[str, Any]) -> Callable[..., Any]:
    import numba  # noqa: PLC0415 -- optional dependency

    copy = FunctionType(plain.__code__, scope, plain.__name__, plain.__defaults__)
    copy.__qualname__, copy.__module__ = plain.__qualname__, plain.__module__
    try:
        compiled: Callable[..., Any] = numba.njit(cache=True)(copy)
    except RuntimeError:
        # Nowhere to keep what is compiled (a read-only home): it is compiled at each start.
        compiled = numba.njit(copy)
    return compiled

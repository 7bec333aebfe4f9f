"""Run a hot loop as plain Python on lists, or compiled by numba on arrays where it is installed.

One source, two ways, the same results: the loops only use what both give to the last bit.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from typing import Any, Literal

from entrelacs.engines.seating.errors import NotCompiled

Kernel = Literal["auto", "plain", "compiled"]


@dataclass(frozen=True, slots=True)
class HotLoop:
    """A loop and the way to make its arguments; `ints` and `fractions` may return their input."""

    anneal: Callable[..., int]
    ints: Callable[[Sequence[int]], Any]
    fractions: Callable[[Sequence[float]], Any]


def can_compile() -> bool:
    """Tell whether numba is there (the extra `fast`)."""
    return find_spec("numba") is not None


def is_compiled(kernel: Kernel) -> bool:
    """Tell whether the loops run compiled when asked so."""
    return kernel == "compiled" or (kernel == "auto" and can_compile())


def hot_loop(plain: Callable[..., int], kernel: Kernel = "auto") -> HotLoop:
    """Return the loop as asked: "auto" compiles it where that is possible.

    Raises NotCompiled when "compiled" is asked for and numba is not installed.
    """
    if not is_compiled(kernel):
        return HotLoop(plain, lambda numbers: numbers, lambda numbers: numbers)
    if not can_compile():
        raise NotCompiled(needs="numba")
    import numpy  # noqa: PLC0415 -- optional dependency

    return HotLoop(
        _compile(plain),
        lambda numbers: numpy.array(numbers, dtype=numpy.int64),
        lambda numbers: numpy.array(numbers, dtype=numpy.float64),
    )


@cache
def _compile(plain: Callable[..., int]) -> Callable[..., int]:
    import numba  # noqa: PLC0415 -- optional dependency

    compiled: Callable[..., int] = numba.njit(cache=True)(plain)
    return compiled

"""What became of one item that an engine was given."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from sayso.errors import SaysoError

LONGEST = 200
I = TypeVar("I")  # noqa: E741
O = TypeVar("O")  # noqa: E741


@dataclass(frozen=True, slots=True)
class Outcome(Generic[I, O]):
    """The result, or in one sentence why there is none. ``lost``: another attempt may go better (memory, time)."""

    item: I
    result: O | None
    failure: str | None = None
    lost: bool = False


def attempt(function: Callable[[I], O], item: I) -> Outcome[I, O]:
    """Calls the function; whatever it raises is the outcome's failure."""
    try:
        return Outcome(item, function(item))
    except MemoryError:
        return Outcome(item, None, "there was not enough memory to read it: run with fewer --jobs.", lost=True)
    except SaysoError as error:
        return Outcome(item, None, str(error))
    except Exception as error:
        words = " ".join(f"{type(error).__name__}: {error}".split())[:LONGEST]
        return Outcome(item, None, f"reading it failed ({words}): please report it.")

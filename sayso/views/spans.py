"""Which of many stretches of a text is around a place in it, without looking at all of them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from typing import Generic, TypeVar

Item = TypeVar("Item")


class Spans(Generic[Item]):
    """Stretches [start, end), each with what it stands for; of equal ones the first given counts."""

    def __init__(self, spans: Iterable[tuple[int, int, Item]]) -> None:
        self._spans = sorted(spans, key=lambda span: (span[0], -span[1]))
        self._starts = [span[0] for span in self._spans]
        self._longest = max((end - start for start, end, _ in self._spans), default=0)

    def around(self, start: int, end: int) -> Item | None:
        """What the narrowest stretch stands for that holds all of [start, end); ``None`` where none does."""
        found: tuple[int, Item] | None = None
        for i in range(bisect_right(self._starts, start) - 1, -1, -1):
            first, last, item = self._spans[i]
            if first < end - self._longest:
                break
            if last >= end and (found is None or last - first <= found[0]):
                found = last - first, item
        return found[1] if found is not None else None

    def within(self, start: int, end: int) -> list[Item]:
        """What the stretches stand for that lie in [start, end), in order."""
        first = bisect_right(self._starts, start - 1)
        last = bisect_right(self._starts, end)
        return [item for _, stop, item in self._spans[first:last] if stop <= end]

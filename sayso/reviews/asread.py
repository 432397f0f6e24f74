"""What was read, to be looked up piece by piece: the records of a ledger as its build left them. A ``Ledger`` is one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from sayso.records import Claim, Document, Event, Passage


class AsRead(Protocol):
    """Records that no decision has changed; ids that are not there are left out."""

    def claims_by_id(self, claim_ids: Iterable[str]) -> Mapping[str, Claim]: ...

    def claims_of(self, document_ids: Iterable[str]) -> Sequence[Claim]:
        """All claims of these documents."""
        ...

    def events_of(self, claim_ids: Iterable[str]) -> Sequence[Event]:
        """The events that one of these claims is about."""
        ...

    def documents_by_id(self, document_ids: Iterable[str]) -> Sequence[Document]: ...

    def passages(self, document_ids: Iterable[str]) -> Sequence[Passage]:
        """What these documents lifted from others."""
        ...

    def names(self) -> Iterable[tuple[str, str]]:
        """The ``claim_id`` of each claim with the words of each of its participants, sources and places."""
        ...

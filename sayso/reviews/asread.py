"""What was read, looked up piece by piece: the claims, events and documents of a ledger as its build left them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Protocol

from sayso.records import Claim, Document, Event, Passage


class AsRead(Protocol):
    """Look-ups in records that no decision has changed; ids that are not there are left out."""

    def claims_by_id(self, claim_ids: Iterable[str]) -> Mapping[str, Claim]: ...

    def claims_of(self, document_ids: Iterable[str]) -> list[Claim]:
        """All claims of these documents."""
        ...

    def claims_naming(self, words: Collection[str]) -> list[Claim]:
        """Claims that name one of these words, which are folded, as a participant, a source or a place."""
        ...

    def events_of(self, claim_ids: Iterable[str]) -> list[Event]:
        """Events that one of these claims is about."""
        ...

    def documents_by_id(self, document_ids: Iterable[str]) -> list[Document]: ...

    def passages_of(self, document_ids: Iterable[str]) -> list[Passage]:
        """What these documents lifted from others."""
        ...

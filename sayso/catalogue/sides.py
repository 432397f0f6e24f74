"""What sides are called. In the catalogue a side is an id, which actors share for a time."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from sayso.catalogue import files
from sayso.catalogue.actor_entries import Actor


def side_names(actors: Iterable[Actor], extra: Path | None = None) -> dict[str, str]:
    """Names by side and by ``actor_id``. A side's is that of ``sides.yaml``, else of the actor of that id, else of the
    country that the id spells."""
    countries = {row["name"].lower().replace(" ", "-"): row["name"] for row in files.table("countries.csv", extra)}
    named: dict[str, str] = files.load("sides.yaml", extra)
    return countries | {actor.actor_id: actor.name for actor in actors} | named

"""What a reading depends on besides the document, and its fingerprint; loads no parser."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

import sayso
from sayso.catalogue import files
from sayso.catalogue.gazetteer import Gazetteer
from sayso.encoder import PIPELINE, SHIPPED


@dataclass(frozen=True, slots=True)
class Settings:
    """What a reading depends on besides the document. ``catalogue`` is a user's folder of reference data."""

    pipeline: str = PIPELINE
    catalogue: Path | None = None


def fingerprint(settings: Settings) -> str:
    """SHA-256 of all that a reading depends on, without loading the parser: equal fingerprints, equal readings."""
    parts = {
        "sayso": sayso.__version__,
        "spacy": metadata.version("spacy"),
        "pipeline": settings.pipeline,
        "model": hashlib.sha256(SHIPPED.read_bytes()).hexdigest(),
        "catalogue": files.fingerprint(settings.catalogue),
        "gazetteer": Gazetteer.open(settings.catalogue).fingerprint,
    }
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()

"""Reads the reference data files. A user's folder adds to them: a file of the same name is merged in.

Lists are appended (the user's entries last, so they win where a later entry overrides), mappings are merged
key by key.
"""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from yaml.constructor import ConstructorError

from sayso.errors import SaysoError

DATA = Path(__file__).parent / "data"


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """YAML 1.2's booleans: only true and false are, so that the preposition "on" and the country "no" are words. A key that
    is given twice, of which YAML keeps the last in silence, is an error.
    """

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[str] = set()
        for key in (key for key, _ in node.value if isinstance(key, yaml.ScalarNode)):
            if key.value in seen:
                raise ConstructorError(None, None, f"{key.value!r} is given twice", key.start_mark)
            seen.add(key.value)
        mapping: dict[Any, Any] = super().construct_mapping(node, deep)
        return mapping


_BOOLEAN = "tag:yaml.org,2002:bool"
_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != _BOOLEAN]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver(_BOOLEAN, re.compile(r"^(?:true|false)$"), list("tf"))


def load(name: str, extra: Path | None = None) -> Any:
    """The content of ``name`` (``"cues.yaml"``) or of all files of a folder (``"actors"``), in name order.

    ``extra`` is a user's folder laid out like the bundled one. Raises ``SaysoError`` for a file that is not YAML.
    """
    merged: Any = None
    for path in _files(name, extra):
        merged = _merge(merged, _read(path))
    return merged


def table(name: str, extra: Path | None = None) -> list[dict[str, str]]:
    """The rows of a CSV file (``"units.csv"``) or of all CSV files of a folder, in name order, the user's last."""
    rows: list[dict[str, str]] = []
    for root in filter(None, (DATA, extra)):
        path = root / name
        for file in sorted(path.glob("*.csv")) if path.is_dir() else filter(Path.is_file, [path]):
            with file.open(encoding="utf-8", newline="") as stream:
                rows += [row for row in csv.DictReader(stream) if not next(iter(row.values())).startswith("#")]
    return rows


def fingerprint(extra: Path | None = None) -> str:
    """SHA-256 over every reference data file in use, names and bytes."""
    digest = hashlib.sha256()
    for root in filter(None, (DATA, extra)):
        for path in sorted(path for path in root.rglob("*") if path.is_file()):
            digest.update(path.relative_to(root).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _files(name: str, extra: Path | None) -> Iterator[Path]:
    for root in filter(None, (DATA, extra)):
        path = root / name
        if path.is_dir():
            yield from sorted(path.glob("*.yaml"))
        elif path.is_file():
            yield path


def _read(path: Path) -> Any:
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        reason = " ".join(str(error).split())
        raise SaysoError(f"{path} is not valid YAML ({reason}): mend it or remove it.") from error


def _merge(first: Any, second: Any) -> Any:
    if first is None or second is None:
        return second if first is None else first
    if isinstance(first, list) and isinstance(second, list):
        return first + second
    if isinstance(first, dict) and isinstance(second, dict):
        return {key: _merge(first.get(key), second.get(key)) for key in {**first, **second}}
    return second

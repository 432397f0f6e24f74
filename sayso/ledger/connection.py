"""Opens the DuckDB file of a ledger and says in one line why it can't be opened. Knows nothing of what is in it.

A ledger never needs another file: DuckDB is kept from reading or writing any, and from loading extensions.
"""

from __future__ import annotations

from pathlib import Path

import duckdb

from sayso.errors import SaysoError

BUILD_MEMORY = "600MB"
CONFINED: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    # A table name that is not in the ledger must not fall through to a variable of the calling program.
    "python_enable_replacements": "false",
    "lock_configuration": "true",
}


def connect(path: Path, read_only: bool) -> duckdb.DuckDBPyConnection:
    """A connection to the file, made if it is not there and ``read_only`` is not set. Raises ``SaysoError``."""
    if read_only and not path.is_file():
        raise SaysoError(f"There is no ledger at {path}: check the path, or make one with sayso build.")
    limits = {} if read_only else {"memory_limit": BUILD_MEMORY}
    try:
        return duckdb.connect(path, read_only=read_only, config=CONFINED | limits)
    except duckdb.Error as error:
        raise SaysoError(_reason(path, error)) from error


def first_line(error: Exception) -> str:
    """What DuckDB says, without its excerpts and advice."""
    return str(error).strip().partition("\n")[0]


def _reason(path: Path, error: Exception) -> str:
    message = str(error)
    if "lock on file" in message or "different configuration" in message:
        return f"{path} is in use by another process or connection: wait until that has ended."
    if "not a valid DuckDB" in message or "external extensions" in message:
        return f"{path} is not a ledger: give the path of another file."
    if not path.parent.is_dir():
        return f"{path} can't be made: there is no folder {path.parent}."
    return f"{path} can't be opened ({first_line(error)})."

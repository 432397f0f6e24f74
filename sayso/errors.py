"""Errors that a user can cause: one sentence each, saying what, where, and what to do."""


class SaysoWarning(UserWarning):
    """Shown to the user as one line; the run goes on."""


class SaysoError(Exception):
    """Shown to the user as one line, without a traceback."""

"""Sayso: an attributed ledger of what reporting on armed conflict claims."""

__version__ = "0.1.0"

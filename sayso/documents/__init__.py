"""Bytes to Documents: ``read`` takes files, folders and globs and gives each article with its bytes and its custody."""

from sayso.documents.intake import Found, read

__all__ = ["Found", "read"]

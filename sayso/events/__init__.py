"""Claims of one occurrence, from all documents, made into Events with each side's account."""

from sayso.events.linking import link

__all__ = ["link"]

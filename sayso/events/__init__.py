"""Claims of one occurrence, from all documents, made into Events with each side's account."""

from sayso.events.joining import join
from sayso.events.lifted import lifted_claims
from sayso.events.linking import link

__all__ = ["join", "lifted_claims", "link"]

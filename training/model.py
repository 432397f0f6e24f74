"""The network: one encoder; heads that tag words; heads that tag the arguments of a cue, a verb or a trigger; a parser."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import BertModel

from sayso.encoder.pieces import SHAPES

REACH = 96
"""Words on either side of a predicate among which its arguments are looked for."""
NARROW = 128
"""Size of the vectors by which arguments are told when reading."""
ARC = 128
"""Size of the vectors that the parser compares."""


class Network(nn.Module):
    """``taggers``: name → labels of a word. ``arguments``: name → labels of a word, given a predicate. ``relations``: how
    many relations the parser tells apart.
    """

    def __init__(self, encoder: Path, taggers: Mapping[str, int], arguments: Mapping[str, int], relations: int) -> None:
        super().__init__()
        self.encoder = BertModel.from_pretrained(
            encoder,
            add_pooling_layer=False,
            attn_implementation="sdpa",
            attention_probs_dropout_prob=0.0,
            hidden_dropout_prob=0.0,
        )
        size = self.encoder.config.hidden_size
        known = self.encoder.embeddings.token_type_embeddings.weight[0].detach()
        shapes = nn.Embedding(SHAPES, size)
        with torch.no_grad():
            shapes.weight.mul_(0.02).add_(known)
        self.encoder.embeddings.token_type_embeddings = shapes
        self.dropout = nn.Dropout(0.1)
        self.taggers = nn.ModuleDict({name: nn.Linear(size, count) for name, count in taggers.items()})
        self.kinds = {name: number for number, name in enumerate(arguments)}
        self.arguments = Arguments(size, list(arguments.values()))
        self.parser = Parser(size, relations)

    def encode(self, ids: Tensor, shapes: Tensor, mask: Tensor) -> Tensor:
        """(windows, pieces) → (windows, pieces, size)."""
        states = self.encoder(ids, attention_mask=mask, token_type_ids=shapes).last_hidden_state
        encoded: Tensor = self.dropout(states)
        return encoded

    def tag(self, name: str, words: Tensor) -> Tensor:
        scores: Tensor = self.taggers[name](words)
        return scores


class Arguments(nn.Module):
    """One transformer layer over the words near a predicate, which are told where it is; then a linear layer a kind."""

    def __init__(self, size: int, labels: Sequence[int]) -> None:
        super().__init__()
        self.distance = nn.Embedding(2 * REACH + 1, size)
        self.inside = nn.Embedding(2 * len(labels), size)
        self.norm = nn.LayerNorm(size)
        self.layer = Layer(size, 12, 2 * size)
        self.heads = nn.ModuleList(nn.Linear(size, count) for count in labels)
        nn.init.normal_(self.distance.weight, std=0.02)
        nn.init.normal_(self.inside.weight, std=0.02)

    def marked(self, words: Tensor, distances: Tensor, kind: Tensor | int) -> Tensor:
        """The words' vectors, told how far from the predicate they are and what kind of predicate it is."""
        inside = (distances == 0).long() + 2 * kind
        told: Tensor = self.norm(words + self.distance(distances + REACH) + self.inside(inside))
        return told

    def forward(self, words: Tensor, distances: Tensor, kind: int, mask: Tensor) -> Tensor:
        """(predicates, words, size), (predicates, words) distances in words from the predicate → scores of labels."""
        scores: Tensor = self.heads[kind](self.layer(self.marked(words, distances, kind), mask))
        return scores


class Narrow(nn.Module):
    """The arguments of one kind of predicate, by one layer that is a third as wide as what it looks at."""

    def __init__(self, size: int, labels: int, reach: int) -> None:
        super().__init__()
        self.reach = reach
        self.narrow = nn.Linear(size, NARROW)
        self.distance, self.inside = nn.Embedding(2 * reach + 1, NARROW), nn.Embedding(2, NARROW)
        self.norm = nn.LayerNorm(NARROW)
        self.layer = Layer(NARROW, 4, 2 * NARROW)
        self.head = nn.Linear(NARROW, labels)
        nn.init.normal_(self.distance.weight, std=0.1)
        nn.init.normal_(self.inside.weight, std=0.1)

    def forward(self, words: Tensor, distances: Tensor, mask: Tensor | None = None) -> Tensor:
        """(predicates, words, size), (predicates, words) distances in words from the predicate → scores of labels."""
        inside = (distances == 0).long()
        marked = self.norm(self.narrow(words) + self.distance(distances + self.reach) + self.inside(inside))
        scores: Tensor = self.head(self.layer(marked, mask))
        return scores


class Layer(nn.Module):
    """A transformer layer (Vaswani et al. 2017), norms behind, written so that it exports with any number of words."""

    def __init__(self, size: int, heads: int, inner: int) -> None:
        super().__init__()
        self.heads = heads
        self.project = nn.Linear(size, 3 * size)
        self.out = nn.Linear(size, size)
        self.widen, self.narrow = nn.Linear(size, inner), nn.Linear(inner, size)
        self.first, self.second = nn.LayerNorm(size), nn.LayerNorm(size)

    def forward(self, words: Tensor, mask: Tensor | None = None) -> Tensor:
        """(batch, words, size) → the same; ``mask`` (batch, words) is true where there is a word."""
        query, key, value = (
            part.unflatten(-1, (self.heads, -1)).transpose(1, 2) for part in self.project(words).chunk(3, -1)
        )
        seen = None if mask is None else mask[:, None, None, :]
        mixed = nn.functional.scaled_dot_product_attention(query, key, value, attn_mask=seen)
        words = self.first(words + self.out(mixed.transpose(1, 2).flatten(2)))
        told: Tensor = self.second(words + self.narrow(nn.functional.gelu(self.widen(words))))
        return told


class Parser(nn.Module):
    """Arcs by a biaffine comparison of word and head (Dozat & Manning 2017), relations by a layer over both."""

    def __init__(self, size: int, relations: int) -> None:
        super().__init__()
        self.word, self.head = nn.Linear(size, ARC), nn.Linear(size, ARC)
        self.compare, self.popular = nn.Linear(ARC, ARC), nn.Linear(ARC, 1)
        self.of_word, self.of_head = nn.Linear(size, ARC), nn.Linear(size, ARC)
        self.relation = nn.Linear(ARC, relations)

    def arcs(self, words: Tensor) -> Tensor:
        """(…, words, size) → (…, words, heads); a word's arc to itself makes it a root."""
        heads = nn.functional.gelu(self.head(words))
        scores = self.compare(nn.functional.gelu(self.word(words))) @ heads.transpose(-1, -2)
        found: Tensor = scores + self.popular(heads).transpose(-1, -2)
        return found

    def relations(self, words: Tensor, heads: Tensor) -> Tensor:
        """(words, size) and the vectors of their heads → (words, relations)."""
        found: Tensor = self.relation(nn.functional.gelu(self.of_word(words) + self.of_head(heads)))
        return found

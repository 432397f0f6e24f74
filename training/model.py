"""The network: one encoder, heads that tag words, heads that tag the arguments of a cue, a verb or a trigger."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from torch import Tensor, nn
from transformers import BertModel

REACH = 96
"""Words on either side of a predicate among which its arguments are looked for."""


class Network(nn.Module):
    """``taggers``: name → labels of a word. ``arguments``: name → labels of a word, given a predicate."""

    def __init__(self, encoder: Path, taggers: Mapping[str, int], arguments: Mapping[str, int]) -> None:
        super().__init__()
        self.encoder = BertModel.from_pretrained(
            encoder,
            add_pooling_layer=False,
            attn_implementation="sdpa",
            attention_probs_dropout_prob=0.0,
            hidden_dropout_prob=0.0,
        )
        size = self.encoder.config.hidden_size
        self.dropout = nn.Dropout(0.1)
        self.taggers = nn.ModuleDict({name: nn.Linear(size, count) for name, count in taggers.items()})
        self.kinds = {name: number for number, name in enumerate(arguments)}
        self.arguments = Arguments(size, list(arguments.values()))

    def encode(self, ids: Tensor, mask: Tensor) -> Tensor:
        """(windows, pieces) → (windows, pieces, size)."""
        return self.dropout(self.encoder(ids, attention_mask=mask).last_hidden_state)

    def tag(self, name: str, words: Tensor) -> Tensor:
        return self.taggers[name](words)


class Arguments(nn.Module):
    """One transformer layer over the words near a predicate, which are told where it is; then a linear layer a kind."""

    def __init__(self, size: int, labels: Sequence[int]) -> None:
        super().__init__()
        self.distance = nn.Embedding(2 * REACH + 1, size)
        self.inside = nn.Embedding(2 * len(labels), size)
        self.norm = nn.LayerNorm(size)
        self.layer = nn.TransformerEncoderLayer(size, 12, 2 * size, 0.0, "gelu", batch_first=True)
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
        states = self.layer(self.marked(words, distances, kind), src_key_padding_mask=~mask)
        scores: Tensor = self.heads[kind](states)
        return scores

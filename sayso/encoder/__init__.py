"""The encoder that ships: text in, what its heads say of each word out. Reading never imports torch."""

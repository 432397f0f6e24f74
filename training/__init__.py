"""Our own annotated sentences, and what is made of them."""

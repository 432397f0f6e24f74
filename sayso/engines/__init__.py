"""Where pure functions run: on the cores of this machine. Engines know nothing of documents but ``work``, what they run."""

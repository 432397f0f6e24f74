"""What Sayso measures of itself: speed, and its reading against public corpora. ``python -m benchmarks`` runs all."""

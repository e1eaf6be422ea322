"""Learns the weights of extraction's choices from annotated pages; needs the extra `train` (scikit-learn)."""

"""Learns the weights of extraction's choices from annotated pages; needs the extra `train` (JAX and SciPy)."""

"""Speed and scale, and the proof that the results are right: ``python -m benchmarks``."""

"""Measures the claims about speed, each as a ratio within one run: `python -m benchmarks`."""

"""Fixtures that every room's tests share. How and where tests run: `tests/environment.py`."""

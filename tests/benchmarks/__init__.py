"""Timings over the versions, by pytest-benchmark; no part of the tests."""

"""Tests of `core.imaging`."""

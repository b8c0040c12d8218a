"""Tests that the tree keeps the shape that the design gives it."""

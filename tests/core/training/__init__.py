"""Tests of core.training."""

"""Tests of core.inference."""

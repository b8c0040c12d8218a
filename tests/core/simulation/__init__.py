"""Tests of the soft-tissue simulation."""

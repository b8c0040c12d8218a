"""Tests of Nasion."""

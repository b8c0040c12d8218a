"""Tests of the bundles: what is shipped, and what is refused."""

"""Tests of the studio and the command line."""

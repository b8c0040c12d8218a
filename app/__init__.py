"""The studio and the command line."""

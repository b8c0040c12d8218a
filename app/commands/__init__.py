"""The command line's verbs, one file each, and what they share."""

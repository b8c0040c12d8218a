"""What the user has made: one immutable state, edits as values, one history."""

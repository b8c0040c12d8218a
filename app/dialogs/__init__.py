"""Questions and messages; they ask, the session does."""

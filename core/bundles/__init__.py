"""Model bundles: data, not code."""

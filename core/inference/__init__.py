"""From scans to codes and from codes to surfaces."""

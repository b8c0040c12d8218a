"""Networks and statistics: what turns codes into shape."""

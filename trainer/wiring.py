"""Building real things out of settings: the one place that knows every room."""

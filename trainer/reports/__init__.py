"""An attempt written down: as text, as JSON."""

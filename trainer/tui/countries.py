"""The countries a rep can choose from, by name."""

from typing import Final

from trainer.core.country import Country

COUNTRIES: Final[dict[Country, str]] = {
    "us": "United States",
    "ca": "Canada",
    "gb": "United Kingdom",
    "de": "Germany",
    "fr": "France",
    "au": "Australia",
    "jp": "Japan",
    "in": "India",
    "br": "Brazil",
}
"""In the order in which they are offered."""

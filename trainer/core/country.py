"""The countries whose telephone network the trainer can sound like."""

from typing import Literal

Country = Literal["us", "ca", "gb", "de", "fr", "au", "jp", "in", "br"]
"""ISO 3166 code in lower case."""

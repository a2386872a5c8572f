"""The rep: who is calling, and which number they leave."""

from dataclasses import dataclass

from trainer.core.country import Country


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What the rep told the trainer about themselves."""

    name: str
    company: str
    number: str
    """Callback number in E.164 form, e.g. "+16135550142"."""
    country: Country = "us"
    """The country whose number format the rep uses."""
    sells: str = ""
    """What they sell, in their own words."""

"""What a scorer should listen for: the rep's and the prospect's names, numbers and facts."""

from dataclasses import dataclass

from trainer.core.profile import Profile
from trainer.core.scenario import Scenario


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """The facts a message is held against; None or empty where they are not known."""

    caller_name: str | None = None
    company: str | None = None
    number: str | None = None
    """The number to leave, in E.164 form."""
    country: str = "us"
    """Whose number formats apply: any ISO 3166 code, also of countries whose tones are not known."""
    prospect_name: str | None = None
    prospect_company: str | None = None
    personal: tuple[str, ...] = ()
    """Words or phrases that are specific to this prospect."""
    asked: frozenset[str] | None = None
    """Ids of the checks that a conversation asks for; None: all of them, as for a message."""


def expect(profile: Profile | None, scenario: Scenario | None) -> Expected:
    """What a message of this rep in this scenario should hold."""
    return Expected(
        caller_name=profile.name if profile else None,
        company=(scenario.calling_for if scenario else None) or (profile.company if profile else None),
        number=(scenario.client_number if scenario else None) or (profile.number if profile else None),
        country=profile.country if profile else (scenario.prospect.country if scenario else "us"),
        prospect_name=scenario.prospect.name if scenario else None,
        prospect_company=scenario.prospect.company if scenario else None,
        personal=scenario.personal if scenario else (),
    )

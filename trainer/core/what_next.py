"""When no message can be left: why, and what a rep may do then."""

from collections.abc import Mapping
from typing import Literal

from trainer.core.call import Call
from trainer.core.mailbox_steps import FULL
from trainer.core.scenario import Choice, Scenario

DeadEnd = Literal["full", "busy", "reorder", "information"]
"""Why nothing could be left: the mailbox is full, they are on the telephone, no line is free, the number is gone."""

SAYS: Mapping[DeadEnd, str] = {
    "full": "Their mailbox is full.",
    "busy": "The line is busy.",
    "reorder": "The call could not be put through.",
    "information": "That number is not in service.",
}
"""Each dead end in a sentence."""

_LATER = Choice(
    does="Note it, and call again at another time of day",
    good=True,
    because="A note keeps the call from being forgotten, and another hour may find them at their desk.",
)
_AT_ONCE = Choice(
    does="Call again and again until it works",
    good=False,
    because="Call after call without a message makes your number look like a robocaller's.",
)
_GIVE_UP = Choice(
    does="Strike them off the list",
    good=False,
    because="Nobody has said no to you yet.",
)
_FIND = Choice(
    does="Note it, and look for their new number",
    good=True,
    because="They have moved, not vanished: the front desk or their website knows more.",
)
_OTHER_WAY = Choice(
    does="Note it, write to them today, and call again tomorrow",
    good=True,
    because="A full mailbox says that they are behind, not that they are gone; an e-mail gets through meanwhile.",
)

_USUAL: Mapping[DeadEnd, tuple[Choice, ...]] = {
    "full": (_AT_ONCE, _OTHER_WAY, _GIVE_UP),
    "busy": (_LATER, _AT_ONCE, _GIVE_UP),
    "reorder": (_AT_ONCE, _GIVE_UP, _LATER),
    "information": (_GIVE_UP, _FIND, _AT_ONCE),
}


def dead_end(call: Call) -> DeadEnd | None:
    """Why no message could be left in this call; None if one could, or if the rep did not wait to find out."""
    if call.message_from is not None or call.ended_by not in ("over", "hung up"):
        return None
    if FULL in call.visited:
        return "full"
    tones = [call.script.steps[name].plays for name in call.visited]
    ends: tuple[DeadEnd, ...] = ("busy", "reorder", "information")
    return next((end for end in ends if end in tones), None)


def choices(scenario: Scenario, end: DeadEnd) -> tuple[Choice, ...]:
    """What the rep may choose from: the scenario's own, or what is usual."""
    return scenario.what_next or _USUAL[end]

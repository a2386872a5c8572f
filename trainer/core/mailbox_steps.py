"""A mailbox spelled out as steps of a call: the ordinary case that no scenario has to write down."""

from dataclasses import replace

from trainer.core.scenario import Key, Mailbox, Step, Voice

HANG_UP = "hang up"
"""Not a step: the other end hangs up."""
MAILBOX = "mailbox"
"""The name by which scenarios lead to the mailbox; its first step is the greeting."""
RINGING = "ringing"
GREETING = "greeting"
BEEP = "beep"
MESSAGE = "message"
FULL = "full"
REVIEW = "review"
PLAYBACK = "playback"
SENT = "sent"
OPERATOR = "operator"

RESERVED = frozenset({HANG_UP, MAILBOX, RINGING, GREETING, BEEP, MESSAGE, FULL, REVIEW, PLAYBACK, SENT})
"""Names that a scenario's own steps cannot have. "operator" may be written anew."""

FULL_SAYS = "This mailbox is full and cannot take any messages at this time. Goodbye."
REVIEW_SAYS = "To send your message, press one. To listen to it, press two. To record it again, press three."
SENT_SAYS = "Your message has been sent. Goodbye."
OPERATOR_SAYS = "Please hold while I try the front desk."
NOBODY_SAYS = "Nobody is at the desk just now. Please leave your message after the tone."

_MENU_S = 6.0


def mailbox_steps(mailbox: Mailbox) -> tuple[Step, ...]:
    """Every step of a mailbox, its greeting first."""
    operator: dict[Key, str] = {mailbox.operator_key: OPERATOR} if mailbox.operator_key else {}
    ends = REVIEW if mailbox.review else HANG_UP
    steps = [
        Step(
            name=GREETING,
            who="Their greeting",
            says=mailbox.greeting,
            file=mailbox.greeting_file,
            voice=mailbox.voice,
            keys=operator | _skipping(mailbox),
            then=BEEP if mailbox.room else FULL,
        ),
        Step(name=BEEP, plays="beep", then=MESSAGE),
        Step(
            name=MESSAGE,
            listens_s=min(mailbox.longest_s, mailbox.tape_left_s or mailbox.longest_s),
            silence_s=mailbox.silence_s,
            keys=operator | ({"#": REVIEW} if mailbox.review else {}),
            then=ends,
        ),
        Step(name=FULL, who="The mailbox", says=FULL_SAYS, voice=mailbox.machine),
    ]
    if mailbox.review:
        steps += _review_steps(mailbox.machine, operator)
    if mailbox.operator_key:
        steps += _operator_steps(mailbox.machine)
    return tuple(steps)


def _skipping(mailbox: Mailbox) -> dict[Key, str]:
    return {"#": BEEP if mailbox.room else FULL} if mailbox.skip_key else {}


def _review_steps(voice: Voice, operator: dict[Key, str]) -> list[Step]:
    menu: dict[Key, str] = {"1": SENT, "2": PLAYBACK, "3": BEEP}
    return [
        Step(
            name=REVIEW,
            who="The mailbox",
            says=REVIEW_SAYS,
            voice=voice,
            waits_s=_MENU_S,
            keys=operator | menu,
            then=REVIEW,
        ),
        Step(name=PLAYBACK, who="Your message", keys=operator | menu, then=REVIEW),
        Step(name=SENT, who="The mailbox", says=SENT_SAYS, voice=voice),
    ]


def _operator_steps(voice: Voice) -> list[Step]:
    rings = Step(name=f"{OPERATOR} rings", plays="ring-back", times=3, then=f"{OPERATOR} absent")
    hold = Step(name=OPERATOR, who="The mailbox", says=OPERATOR_SAYS, voice=voice, then=rings.name)
    return [hold, rings, replace(hold, name=rings.then, says=NOBODY_SAYS, then=BEEP)]

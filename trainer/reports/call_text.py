"""What goes on in a call, in words: for plain text, for the screen, and for who cannot hear it."""

from trainer.core.call import Phase
from trainer.core.caption import caption
from trainer.core.scenario import Step, Tone

_STATES = {
    Phase.DIALING: "Dialing.",
    Phase.RINGING: "It rings.",
    Phase.PHONE: "Your telephone rings: Enter answers.",
    Phase.GREETING: "The mailbox answers.",
    Phase.BEEP: "Beep.",
    Phase.RECORDING: "Recording: speak now.",
    Phase.LISTENING: "They are listening: speak.",
    Phase.ENDED: "The call has ended.",
}

_TONES: dict[Tone, str] = {
    "busy": "The line is busy.",
    "reorder": "No line is free.",
    "information": "Three rising tones.",
}


def state_text(phase: Phase, step: Step | None) -> str:
    """The state of a call in a short sentence."""
    if step is not None and phase is Phase.MENU:
        return f"It waits for a key: {', '.join(step.keys)}."
    if step is not None and phase is Phase.TONE and step.plays is not None:
        return _TONES.get(step.plays, "A tone.")
    if step is not None and phase is Phase.SPEAKING:
        return f"{speaker(step)}:"
    return _STATES[phase]


def speaker(step: Step) -> str:
    """Who speaks in a step."""
    return step.who or step.name.capitalize()


def spoken_text(phase: Phase, step: Step | None) -> str:
    """What is being said, ready to be read; empty where nobody speaks."""
    return caption(step.says) if step is not None and phase in (Phase.SPEAKING, Phase.GREETING) else ""


def happens_text(phase: Phase, step: Step | None) -> str:
    """State and words as one line."""
    said = spoken_text(phase, step)
    state = state_text(phase, step)
    return f"{state.rstrip('.:')}: {said}" if said else state

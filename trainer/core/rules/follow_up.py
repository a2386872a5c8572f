"""When the caller will call again."""

from trainer.core.phrases import Match, compile_phrases, find_all
from trainer.core.rules.finding import Case, Finding

_BEFORE, _AFTER = 5, 12
"""How many words away from the promise its time may stand."""


def follow_up_when(case: Case) -> Finding:
    """A time for the promised call, at most a week away; of several the last counts."""
    promises = _promises(case)
    if not promises:
        return Finding(False, reason="no call was promised")
    times = find_all(compile_phrases(case.check.phrases, case.parts), case.hearing.line)
    far = find_all(compile_phrases(case.check.lookalikes, case.parts), case.hearing.line)
    said = [time for time in (*times, *far) if any(_belongs(case, promise, time) for promise in promises)]
    if not said:
        return Finding(False, reason="no day or time was given for the call")
    last = max(said, key=lambda time: (time.last, -time.first))
    if any(last.overlaps(other) for other in far):
        return Finding(False, case.hearing.evidence(last), "that is more than a few days away", certain=True)
    return case.found(Match(min(last.first, last.last), last.last))


def _promises(case: Case) -> list[Match]:
    """Where the caller promises to call again, by phrases or by meaning."""
    check = case.checks.get("follow_up")
    if check is None:
        return []
    bounds, sense = check.meaning, case.sense(check.meaning)
    matches = case.matches(check)
    if bounds is None or sense is None:
        return matches
    if matches and bounds.missed(sense):
        return []
    meant = case.hearing.match(sense.first_word, sense.last_word) if bounds.met(sense) else None
    return [*matches, *([meant] if meant else [])]


def _belongs(case: Case, promise: Match, time: Match) -> bool:
    """Whether the time stands with the promise: in its sentence, or at the start of the next."""
    if promise.overlaps(time):
        return True
    tokens = case.hearing.line.tokens
    if time.first > promise.last:
        between = tokens[promise.last : time.first]
        ends = [index for index, token in enumerate(between) if token.ends]
        return len(between) <= _AFTER and (not ends or (len(ends) == 1 and len(between) - ends[0] <= 3))
    between = tokens[time.last : promise.first]
    return len(between) <= _BEFORE and not any(token.ends for token in between)

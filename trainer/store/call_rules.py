"""What the steps of a call must say beyond their shape: they lead somewhere, are come to, and end."""

from collections.abc import Iterator, Mapping

from trainer.core.caption import MARKERS, unknown_markers
from trainer.core.mailbox_steps import GREETING, HANG_UP, MAILBOX, RESERVED, mailbox_steps
from trainer.core.scenario import ANYTHING, Scenario, Step
from trainer.core.script import OPEN, opens, script_of, targets
from trainer.store.toml_file import did_you_mean
from trainer.store.toml_lines import Key


def call_messages(scenario: Scenario) -> Iterator[tuple[Key, str]]:
    """Every rule that the call of a scenario breaks, each with the key to blame."""
    if faults := [*_names(scenario.call), *_targets(scenario), *_picking_up(scenario)]:
        yield from faults
        return
    reached = script_of(scenario).steps
    if GREETING in reached and not (scenario.mailbox.greeting or scenario.mailbox.greeting_file):
        yield ("mailbox", "greeting"), "is missing"
    for at, step in enumerate(scenario.call):
        if step.name not in reached:
            yield ("call", at, "name"), f'no step leads to "{step.name}"'
        else:
            yield from _step(at, step)
    yield from _ways_out(scenario, reached)


def text_messages(key: Key, text: str) -> Iterator[tuple[Key, str]]:
    """Markers in words that nothing can play."""
    for marker in unknown_markers(text):
        yield key, f"{marker} is not known{did_you_mean(marker, MARKERS)}"


def _names(steps: tuple[Step, ...]) -> Iterator[tuple[Key, str]]:
    seen: set[str] = set()
    for at, step in enumerate(steps):
        if step.name in RESERVED:
            yield ("call", at, "name"), f'"{step.name}" is a name that the trainer needs itself'
        elif step.name in seen:
            yield ("call", at, "name"), f'"{step.name}" is the name of two steps'
        elif OPEN in step.name:
            yield ("call", at, "name"), f'must not hold "{OPEN}"'
        seen.add(step.name)


def _targets(scenario: Scenario) -> Iterator[tuple[Key, str]]:
    known = {step.name for step in scenario.call} | {MAILBOX, HANG_UP}
    for at, step in enumerate(scenario.call):
        for key, target in _written_targets(step):
            if target not in known:
                yield ("call", at, *key), _no_step(target, known)


def _written_targets(step: Step) -> Iterator[tuple[Key, str]]:
    yield ("then",), step.then
    for name, target in step.keys.items():
        yield ("keys", name), target
    for index, branch in enumerate(step.hears):
        yield ("hears", index, "then"), branch.then


def _no_step(target: str, known: set[str]) -> str:
    return f'there is no step "{target}"{did_you_mean(target, known)}'


def _picking_up(scenario: Scenario) -> Iterator[tuple[Key, str]]:
    mailbox, names = scenario.mailbox, {step.name for step in scenario.call}
    if (mailbox.picks_up is None) != (mailbox.picks_up_after_s is None):
        missing = "picks_up" if mailbox.picks_up is None else "picks_up_after_s"
        yield ("mailbox", missing), "is missing: picks_up and picks_up_after_s belong together"
    if mailbox.picks_up is not None and mailbox.picks_up not in names:
        yield ("mailbox", "picks_up"), _no_step(mailbox.picks_up, names)


def _step(at: int, step: Step) -> Iterator[tuple[Key, str]]:
    if not (step.plays or step.says or step.file or opens(step)):
        yield ("call", at, "name"), f'"{step.name}" plays, says and waits for nothing'
    if step.hears and not step.listens_s:
        yield ("call", at, "hears"), "needs listens_s: say how long it listens"
    if step.plays == "phone" and "answer" not in step.keys:
        yield ("call", at, "keys"), 'needs "answer": a telephone that rings can be answered'
    for index, branch in enumerate(step.hears):
        yield from _branch(("call", at, "hears", index), branch.checks, bool(branch.checks or branch.words))


def _branch(key: Key, checks: tuple[str, ...], says_when: bool) -> Iterator[tuple[Key, str]]:
    if not says_when:
        yield key, "needs checks or words; what always follows stands in then"
    if checks:
        from trainer.store.checklists import default_checklist  # few scenarios need it

        checklist = default_checklist()
        known = {each.id for each in checklist.checks} | {each.id for each in checklist.blockers} | {ANYTHING}
        for index, check in enumerate(checks):
            if check not in known:
                yield (*key, "checks", index), f'there is no check "{check}"{did_you_mean(check, known)}'


def _ways_out(scenario: Scenario, reached: Mapping[str, Step]) -> Iterator[tuple[Key, str]]:
    """Steps from which the call can never end but by the rep's hanging up."""
    mailbox = {step.name for step in mailbox_steps(scenario.mailbox)} | {MAILBOX, HANG_UP}
    out = {name for name in mailbox if name not in {step.name for step in scenario.call}}
    while True:
        more = {name for name, step in reached.items() if name not in out and out & {*targets(step, scenario.mailbox)}}
        if not more:
            break
        out |= more
    for at, step in enumerate(scenario.call):
        if step.name in reached and step.name not in out:
            yield ("call", at, "name"), f'the call never ends after "{step.name}": let some step lead to "hang up"'

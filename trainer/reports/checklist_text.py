"""A checklist as plain text: what scores, by whose advice, and where that advice differs."""

import textwrap
from collections.abc import Iterator

from trainer.core.checklist import Blocker, Check, Checklist, Source

_WIDTH = 78
_INDENT = "       "


def checklist_text(checklist: Checklist) -> str:
    """Everything but the phrases, lines of at most 78 characters, ending in a newline."""
    return "\n".join(_lines(checklist)) + "\n"


def _lines(checklist: Checklist) -> Iterator[str]:
    points = sum(check.points for check in checklist.checks)
    yield from _wrapped("", f"{checklist.title} ({checklist.id}, version {checklist.version})")
    yield f"{len(checklist.checks)} checks, {points} points, pass mark {checklist.pass_mark}"
    yield ""
    for check in checklist.checks:
        yield from _wrapped(f"  {check.points:>3}  ", f"{check.title} ({check.id}; {check.source})", _INDENT)
        yield from _wrapped(_INDENT, _within(check) + check.tip)
    if checklist.blockers:
        yield ""
        yield "Fails a message whatever its points"
    for blocker in checklist.blockers:
        yield from _wrapped("    -  ", f"{blocker.title} ({blocker.id}; {blocker.source})", _INDENT)
        yield from _wrapped(_INDENT, blocker.tip)
    yield ""
    yield "Sources"
    for key, source in checklist.sources.items():
        if key in cited_keys(checklist):
            yield from _source(key, source)


def cited_keys(checklist: Checklist) -> frozenset[str]:
    """The sources that something on the checklist comes from."""
    items: tuple[Check | Blocker, ...] = (*checklist.checks, *checklist.blockers)
    return frozenset(item.source for item in items)


def _within(check: Check) -> str:
    if check.within_s is None and check.within_words is None:
        return ""
    seconds = f"{check.within_s:.0f} seconds" if check.within_s is not None else ""
    words = f"{check.within_words} words" if check.within_words is not None else ""
    typed = " (typed: " + words + ")" if seconds and words else words
    return f"Counts within the first {seconds}{typed}. "


def _source(key: str, source: Source) -> Iterator[str]:
    named = ", ".join(part for part in (source.author, f'"{source.title}"', source.date) if part)
    yield from _wrapped("  ", f"{key}: {named}", _INDENT)
    if source.url:
        yield f"{_INDENT}{source.url}"
    if source.disagrees:
        yield from _wrapped(_INDENT, f"Where it disagrees with the articles: {source.disagrees}")


def _wrapped(lead: str, text: str, rest: str | None = None) -> list[str]:
    indent = " " * len(lead) if rest is None else rest
    return textwrap.wrap(text, _WIDTH, initial_indent=lead, subsequent_indent=indent, break_on_hyphens=False)

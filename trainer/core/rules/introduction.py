"""Who is calling, for whom, and whom they call by name."""

from collections.abc import Sequence

from trainer.core.hearing import Hearing
from trainer.core.names import Heard, company_words, likeness
from trainer.core.phrases import Match, compile_phrases, find_all, without
from trainer.core.rules.finding import Case, Finding
from trainer.core.scorecard import Evidence
from trainer.core.tokens import Token, plain_words, texts

_SURE = 88.0
"""Alike enough to count anywhere in a message."""
_INTRODUCED = 68.0
"""Alike enough where a name is due: "this is ..."."""
_SURNAME_HELPS = 18.0
"""A first name may sound this much less alike where the surname follows."""
_FAINT = _INTRODUCED - _SURNAME_HELPS
_COMPANY = 78.0
_GREETING_WORDS = 5
"""A name that is also an everyday word ("Will") counts among so many first words."""
_TITLES = frozenset({"mr", "mrs", "ms", "miss", "dr"})
_ADDRESSED = (
    "(mr|mrs|ms|miss|dr) @ ...3 (this is|it is|my name|i am|@ here|@ with|@ from|@ calling)",
    "^ (hi|hello|hey|morning|afternoon|dear|hiya) @ [@] (this is|it is|my name|i am|@ here|@ with|@ from|@ calling)",
    "(message|notice|call) [is] for @",
)
"""Where a listener is called by name."""
_SHORT_FORMS = {
    "robert": "bob rob bobby", "william": "bill will billy liam", "richard": "rick dick rich",
    "elizabeth": "liz beth betty eliza", "margaret": "maggie peggy meg", "edward": "ed ted eddie",
    "james": "jim jimmy jamie", "john": "jack johnny", "katherine": "kate kathy katie",
    "catherine": "kate cathy katie", "anthony": "tony", "michael": "mike mick", "stephen": "steve", "steven": "steve",
    "charles": "chuck charlie", "theodore": "ted theo", "patricia": "trish pat patty", "andrew": "drew andy",
    "alexander": "sandy alex sasha", "jennifer": "jenny jen", "deborah": "debbie deb", "susan": "sue",
    "christopher": "chris kit", "lawrence": "larry", "henry": "harry hank", "francis": "frank",
    "eleanor": "ellie nell",
}  # fmt: skip


def name(case: Case) -> Finding:
    """The caller says their own name, first name at least."""
    wanted = case.hearing.expected.caller_name
    if wanted is None:
        return _introduced(case, besides=find_company(case.hearing.expected.company or "", case.hearing))
    words = texts(case.hearing.line.tokens)
    introductions = case.matches()
    best: Heard | None = None
    for form in _forms(wanted):
        for at in _places(form, words):
            due = any(match.first <= at.last and at.first <= match.last for match in introductions)
            common = at.first == at.last and words[at.first] in case.hearing.everyday
            needed = (_INTRODUCED if due else _SURE) - (_SURNAME_HELPS if _surname_words(wanted, words, at) else 0)
            if common and not (due and at.exact):
                continue
            if at.likeness >= needed and (best is None or at.likeness > best.likeness):
                best = at
    if best is None:
        return Finding(False, reason=f"{wanted} was not heard")
    return _met(case, Heard(best.first, best.last + _surname_words(wanted, words, best), best.likeness))


def company(case: Case) -> Finding:
    """The caller says whom they are with or call for."""
    wanted = case.hearing.expected.company
    if wanted is None:
        return _introduced(case)
    best = find_company(wanted, case.hearing)
    if best is None:
        return Finding(False, reason=f"{wanted} was not heard")
    return _met(case, best)


def prospect_name(hearing: Hearing) -> Evidence | None:
    """Where the listener is called by name; without a name to expect, where a greeting or a title holds one."""
    wanted = hearing.expected.prospect_name
    if wanted is None:
        return _addressed(hearing)
    own = set(plain_words(hearing.expected.caller_name or ""))
    words = texts(hearing.line.tokens)
    for form in plain_words(wanted):
        if form in own or form in _TITLES or len(form) < 2:
            continue
        for at in _places(form, words):
            common = words[at.first] in hearing.everyday and not (at.exact and at.first < _GREETING_WORDS)
            if at.likeness >= _SURE and not common:
                return hearing.evidence(Match(at.first, at.last), _heard_as(hearing, at))
    return None


def _addressed(hearing: Hearing) -> Evidence | None:
    """Where a greeting or a title holds a name that is not the caller's own."""
    words = texts(hearing.line.tokens)
    own = [at for form in _forms(hearing.expected.caller_name or "") for at in _places(form, words)]
    for match in find_all(compile_phrases(_ADDRESSED), hearing.line):
        if not any(match.overlaps(Match(at.first, at.last)) for at in own if at.likeness >= _SURE):
            return hearing.evidence(match)
    return None


def find_company(name: str, hearing: Hearing) -> Heard | None:
    """Where a company is named, by sound; a caller's own surname in it does not count alone."""
    own = set(plain_words(hearing.expected.caller_name or ""))
    target = company_words(name)
    best: Heard | None = None
    for start in range(len(target)):
        for end in range(len(target), start, -1):
            part = target[start:end]
            if not _tells_apart(part, target, own):
                continue
            at = _find_words(part, hearing.line.tokens)
            if at and (best is None or at.last - at.first > best.last - best.first):
                best = at
    return best


def _tells_apart(part: Sequence[str], target: Sequence[str], own: set[str]) -> bool:
    """Whether these words of a company's name are enough to know it by."""
    fresh = [word for word in part if word not in own]
    if not fresh:
        return False
    if part[0] == target[0] and part[0] not in own:
        return True
    return len(part) >= 2 or len(target) == 1


def _find_words(part: Sequence[str], tokens: Sequence[Token]) -> Heard | None:
    """The words in a row within a sentence, by sound, allowing them to be merged or split."""
    joined = "".join(part)
    words = texts(tokens)
    best: Heard | None = None
    for first in range(len(words)):
        for last in range(first + max(0, len(part) - 2), min(first + len(part) + 2, len(words))):
            if any(token.ends for token in tokens[first:last]):
                break
            if last == first and len(joined) < 3 and words[first] != joined:
                continue
            fit = likeness(joined, "".join(words[first : last + 1]))
            if fit >= _COMPANY and (best is None or fit > best.likeness):
                best = Heard(first, last, fit)
    return best


def _forms(wanted: str) -> list[str]:
    """The first name, its short forms, and the name it may be short for."""
    parts = plain_words(wanted)
    if not parts:
        return []
    first = parts[0]
    forms = [first, *_SHORT_FORMS.get(first, "").split()]
    return forms + [full for full, short in _SHORT_FORMS.items() if first in short.split()]


def _places(form: str, words: Sequence[str]) -> list[Heard]:
    """Every word, or two merged, that sounds like this name at all."""
    places = []
    for at, word in enumerate(words):
        fit = likeness(form, word)
        if fit >= _FAINT:
            places.append(Heard(at, at, fit))
        if at + 1 < len(words) and len(form) > 4:
            merged = likeness(form, word + words[at + 1]) - 4
            if merged >= _FAINT and merged > fit:
                places.append(Heard(at, at + 1, merged))
    return places


def _surname_words(wanted: str, words: Sequence[str], at: Heard) -> int:
    """How many words after a first name sound like the surname: 0, 1 or, heard as two, 2."""
    surname = "".join(plain_words(wanted)[1:])
    after = words[at.last + 1 : at.last + 3]
    fits = [likeness(surname, "".join(after[: count + 1])) if surname else 0.0 for count in range(len(after))]
    return fits.index(max(fits)) + 1 if fits and max(fits) >= _INTRODUCED else 0


def _introduced(case: Case, besides: Heard | None = None) -> Finding:
    """With nothing to compare with: an uncommon word stands where a name is due, not `besides` this one."""
    strict = tuple(phrase for phrase in case.check.phrases if "@" in phrase)
    other = [Match(besides.first, besides.last)] if besides else []
    other += find_all(compile_phrases(case.check.lookalikes, case.parts), case.hearing.line)
    found = without(find_all(compile_phrases(strict, case.parts), case.hearing.line), other)
    return case.found(found[0]) if found else Finding(False, reason="nobody was introduced")


def _met(case: Case, at: Heard) -> Finding:
    return Finding(True, case.hearing.evidence(Match(at.first, at.last), _heard_as(case.hearing, at)))


def _heard_as(hearing: Hearing, at: Heard) -> str:
    if at.exact:
        return ""
    words = hearing.line.tokens[at.first : at.last + 1]
    return f"heard as {hearing.quote(words[0].first_word, words[-1].last_word).text.strip('.,?!;:')}"

"""Which interviews invented people have had, and how far each has come."""

from kbh_desktop.demo import first_interview, second_interview
from kbh_desktop.demo.model import STAGES, Character, DemoInterview, happens


def interviews_of(person: Character) -> tuple[DemoInterview, ...]:
    """Return the interviews with `person`, the first one first."""
    has_moved = STAGES.index(person.stage) >= STAGES.index("temporary")
    chance = person.random("interviews")
    if not has_moved and happens(chance, 25):
        return ()
    first_ago = (person.journey.arrived or 0) + chance.randint(2, 18)
    is_done = has_moved or happens(chance, 45)
    first = _first(person, first_ago, is_done=is_done)
    if not has_moved or happens(chance, 15):
        return (first,)
    return first, _second(person, is_done=person.stage != "temporary" or happens(chance, 50))


def _first(person: Character, days_ago: int, *, is_done: bool) -> DemoInterview:
    sections = len(first_interview.SECTIONS)
    reached = sections if is_done else person.random("reached").randint(1, sections - 1)
    answers = first_interview.answers(person, person.days_ago(days_ago), reached)
    return DemoInterview("samtale1", answers, is_done, days_ago)


def _second(person: Character, *, is_done: bool) -> DemoInterview:
    days_ago = max(1, (person.journey.arrived or 0) - person.random("second").randint(1, 10))
    sections = len(second_interview.SECTIONS)
    reached = sections if is_done else person.random("reached").randint(1, sections - 1)
    answers = second_interview.answers(person, person.days_ago(days_ago), reached)
    return DemoInterview("samtale2", answers, is_done, days_ago)

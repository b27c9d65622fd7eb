"""Which roles plan courses, see their participants, and read the plan."""

from kbh_desktop.errors import NotAllowedError
from kbh_desktop.i18n import _
from kbh_desktop.security.model import Actor, Role

_PLANNERS = frozenset({Role.COURSE, Role.COORDINATOR})
_WITH_PARTICIPANTS = _PLANNERS | {Role.CONSULTANT}
_READERS = _WITH_PARTICIPANTS | {Role.LEADER}


def may_plan(actor: Actor) -> bool:
    """Return whether `actor` may change courses."""
    return bool(actor.roles & _PLANNERS)


def require_planning(actor: Actor) -> None:
    """Let nobody past who does not plan courses.

    Raises:
        NotAllowedError: consultants mark attendance, leaders read.
    """
    if not may_plan(actor):
        raise NotAllowedError(_("Your role does not include planning courses."))


def require_participants(actor: Actor) -> None:
    """Let nobody past who may not see who is on a course.

    Raises:
        NotAllowedError: leaders see the plan and figures only.
    """
    if not actor.roles & _WITH_PARTICIPANTS:
        raise NotAllowedError(_("Your role does not include the participants of courses."))


def require_reading(actor: Actor) -> None:
    """Let nobody past who has nothing to do with courses.

    Raises:
        NotAllowedError: the role has nothing to do with courses.
    """
    if not actor.roles & _READERS:
        raise NotAllowedError(_("Your role does not include courses."))

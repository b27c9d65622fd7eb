"""Puts the interview page together: its catalogues, and the way to the citizen's screen."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from kbh_desktop.competences.coverage import suggestions
from kbh_desktop.competences.finding import Found, Wanted, find
from kbh_desktop.competences.model import CompetenceMap
from kbh_desktop.errors import NotFoundError
from kbh_desktop.i18n import language
from kbh_desktop.ids import InterviewId
from kbh_desktop.interviews.answer_files import AnswerFiles
from kbh_desktop.people import lists
from kbh_desktop.xforms.states import View
from ui.background import run_in_background
from ui.errors import show_error
from ui.interviews.citizen import CitizenScreen
from ui.interviews.controls.catalogue import Entry, Find
from ui.interviews.controls.factory import ControlTools
from ui.interviews.controls.suggestions import Suggestion
from ui.interviews.controls.titles import Suggest
from ui.interviews.newer_form import offer_newer_form
from ui.interviews.page import InterviewPage
from ui.interviews.time_dialog import open_time_machine
from ui.navigation import Navigator

if TYPE_CHECKING:
    from kbh_desktop.app import App


Search = Callable[[str, Wanted], Sequence[Found]]
"""The search of competence cards."""


def make_interview_page(
    app: "App", navigator: Navigator, interview_id: InterviewId
) -> InterviewPage:
    """Open the interview and return its page."""
    opened = app.interviews.open(interview_id)

    def told() -> CompetenceMap:
        return app.competences.card(opened.person.id).told

    languages = tuple(dict.fromkeys(("da", opened.language_code, "en")))

    def search(typed: str, wanted: Wanted) -> Sequence[Found]:
        return app.competences.search(typed, wanted, languages)

    suggesting = titles(told, search)
    files = AnswerFiles(opened, app.attachments)
    tools = ControlTools(
        lambda: app.clock().astimezone().date(),
        catalogues(),
        suggesting,
        files=files,
        media=files.media,
    )

    def show_citizen(page: InterviewPage) -> None:
        screen = CitizenScreen(
            SpokenQuestions(page),
            page.question,
            language=opened.language_code,
            tools=tools,
            pin=app.citizen_pin.get(),
        )

        def left(key: str) -> None:
            navigator.uncover()
            if key:
                page.go_to(key)

        screen.left.connect(left)
        navigator.cover(screen)

    page = InterviewPage(opened, navigator, tools=tools, clock=app.clock, show_citizen=show_citizen)
    page.bar.history_wanted.connect(partial(open_time_machine, page, app.clock))
    offer_newer_form(app, navigator, page, opened.interview)
    run_in_background(
        page, app.competences.prepare, lambda _none: None, lambda error: show_error(page, error)
    )
    return page


class SpokenQuestions:
    """The questions that are put to the person: those of the section in hand, then the rest."""

    def __init__(self, page: InterviewPage) -> None:
        self._page = page

    def views(self) -> Sequence[View]:
        """Return the open section's questions that have words in the person's language."""
        views = self._page.interview.view(self._page.section) if self._page.section else ()
        return [v for v in views if v.kind in {"question", "note"} and not v.readonly]

    def answer(self, key: str, value: str) -> None:
        """Save an answer as the interview page does."""
        self._page.answer(key, value)


def catalogues() -> dict[str, Find]:
    """Return the catalogues by the appearance that asks for them."""
    return {
        "kbh-country": Find(_finder(lists.find_country), _namer(lists.country)),
        "kbh-language": Find(_finder(lists.find_language), _namer(lists.language_of)),
    }


Listed = lists.Country | lists.Language


def _finder(find: Callable[[str], Sequence[Listed]]) -> Callable[[str], Sequence[Entry]]:
    return lambda typed: [(one.code, one.name) for one in find(typed)]


def _namer(look_up: Callable[[str], Listed]) -> Callable[[str], str]:
    def name_of(code: str) -> str:
        try:
            return look_up(code).name
        except NotFoundError:
            return code

    return name_of


def _in_our_catalogue(typed: str, wanted: Wanted) -> Sequence[Found]:
    return find(typed, lambda *_asked, **_how: (), wanted=wanted)


def titles(
    told: Callable[[], CompetenceMap], search: Search = _in_our_catalogue
) -> dict[str, Suggest]:
    """Return what suggests job titles and skills, by the appearance that asks for it.

    While no letter is typed, the skills are those that go with the work that was `told` of.
    """

    def occupations(typed: str) -> Sequence[Suggestion]:
        return [_suggestion(found) for found in search(typed, "title")]

    def skills(typed: str) -> Sequence[Suggestion]:
        if typed.strip():
            return [_suggestion(found) for found in search(typed, "skill")]
        return [Suggestion(skill.name, "", (), "") for skill in suggestions(told())]

    return {"kbh-occupation": occupations, "kbh-skill": skills}


def _suggestion(found: Found) -> Suggestion:
    found_by = "" if found.text == found.title else found.text
    group = "" if found.group_name in {found.title, found.text} else found.group_name
    foreign = found.language if found.language != language() else ""
    origin = " ".join(filter(None, ("ESCO" if found.uri else "", foreign)))
    return Suggestion(found.title, found_by, found.marks, " · ".join(filter(None, (group, origin))))

"""Reads a submission as ODK writes it into answers by reference with positions."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from kbh_desktop.errors import InputError
from kbh_desktop.i18n import _
from kbh_desktop.ids import PersonId
from kbh_desktop.interviews.model import Interview
from kbh_desktop.interviews.service import InterviewService
from kbh_desktop.xforms.markup import Markup, read_xml
from kbh_desktop.xforms.model import Form, Question, Repeat


@dataclass(frozen=True, slots=True)
class Submission:
    """A filled-in form from elsewhere."""

    form_id: str
    version: str
    answers: dict[str, str] = field(repr=False)


def take_in(interviews: InterviewService, person_id: PersonId, content: bytes) -> Interview:
    """Make an interview of a submission; it stays a draft.

    Raises:
        FormError, InputError: it can't be read, or the newest form does not know a place in it.
        NotFoundError: no such person or form on this device.
    """
    card = interviews.newest_form(_root(content).get("id"))
    submission = read_submission(content, interviews.form(card.sha256))
    return interviews.fill(person_id, submission.form_id, submission.answers)


def read_submission(content: bytes, form: Form) -> Submission:
    """Return the answers of a submission of `form`; what the form works out itself is left out.

    Raises: InputError naming the first place that the form does not know.
    """
    root = _root(content)
    answers = dict(_answers(root, "/" + root.name, "/" + root.name, form))
    return Submission(root.get("id"), root.get("version"), answers)


def _root(content: bytes) -> Markup:
    root = read_xml(content).root
    if not root.get("id"):
        raise InputError(_("That file is no filled-in form: it names no form."), field="id")
    return root


def _answers(above: Markup, ref: str, place: str, form: Form) -> Iterator[tuple[str, str]]:
    seen: Counter[str] = Counter()
    for child in above.elements:
        if child.name == "meta":
            continue
        here = f"{ref}/{child.name}"
        element = form.elements.get(here)
        if element is None:
            text = _("The form has no question {ref}.").format(ref=here)
            raise InputError(text, field=here)
        seen[child.name] += 1
        number = f"[{seen[child.name]}]" if isinstance(element, Repeat) else ""
        address = f"{place}/{child.name}{number}"
        if not isinstance(element, Question):
            yield from _answers(child, here, address, form)
        elif element.in_body and child.text().strip():
            yield address, child.text().strip()

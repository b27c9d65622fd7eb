"""What can be done with competence cards."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime, timedelta
from typing import Literal

import orjson
from sqlalchemy.orm import Session

from kbh_desktop.audit.service import AuditLog
from kbh_desktop.clock import Clock
from kbh_desktop.competences import search, store
from kbh_desktop.competences.anonymous import anonymous_profile
from kbh_desktop.competences.card import Card
from kbh_desktop.competences.checks import check_whole, checked
from kbh_desktop.competences.composing import card_of
from kbh_desktop.competences.coverage import (
    MOST_GOALS,
    Coverage,
    SuggestedSkill,
    explained_suggestions,
    nearest,
    of_goals,
)
from kbh_desktop.competences.esco import LANGUAGES, Esco
from kbh_desktop.competences.finding import MOST_FOUND, Found, Wanted, asked_by_esco, find
from kbh_desktop.competences.items import GOALS, Item, Kind, lasting_id, only
from kbh_desktop.competences.leaving import competence_profile, cv_draft, placement_card
from kbh_desktop.competences.merging import Merged, merged
from kbh_desktop.competences.missed import MissedWords
from kbh_desktop.competences.model import Level
from kbh_desktop.competences.origins import with_origin
from kbh_desktop.competences.profile import (
    AnonymousProfile,
    CompetenceProfile,
    CvDraft,
    PlacementCard,
)
from kbh_desktop.competences.records import VALUE
from kbh_desktop.competences.store import Written
from kbh_desktop.competences.undoing import CardUndo, Step
from kbh_desktop.consent.model import Decision, Way
from kbh_desktop.consent.service import ConsentService
from kbh_desktop.errors import InputError, NotFoundError
from kbh_desktop.i18n import _, language
from kbh_desktop.ids import PersonId, new_id
from kbh_desktop.people.access import require_casework
from kbh_desktop.people.folding import fold
from kbh_desktop.people.model import FieldHistory
from kbh_desktop.people.service import PeopleService
from kbh_desktop.security.audit import AuditAction
from kbh_desktop.security.model import Actor
from kbh_desktop.storage import change_log
from kbh_desktop.storage.database import Database

Draft = Literal["cv", "profile", "anonymous"]
_LEAST = timedelta(microseconds=1)


class CompetenceService:
    """Keeps the competence cards of people.

    Every method raises NotAllowedError for a role without casework, NotFoundError for a person
    that is not on this device.
    """

    def __init__(
        self, database: Database, clock: Clock, actor: Actor, people: PeopleService, esco: Esco
    ) -> None:
        self._database = database
        self._clock = clock
        self._actor = actor
        self._people = people
        self._audit = AuditLog(database, clock, actor)
        self._consents = ConsentService(database, clock, actor)
        self._esco = esco
        self._missed = MissedWords(database)
        self._undo = CardUndo()
        self._latest = datetime.min.replace(tzinfo=UTC)

    # The card

    def card(self, person_id: PersonId) -> Card:
        """Return a person's card; what several laptops entered alike stands there once."""
        return card_of(person_id, self._items(person_id), self.today())

    def today(self) -> date:
        """Return the day it is here."""
        return self._people.today()

    def add(self, person_id: PersonId, kind: Kind, **fields: object) -> str:
        """Put something on the card and return its id; what stands there already is changed.

        The fields are those of `items.FIELDS`.

        Raises:
            InputError: a field can't hold that; names it.
        """
        good = with_origin(self._esco, kind, checked(kind, fields, self.today()))
        check_whole(kind, good)
        item = Item(new_id(), kind, good, added_at=self._now())
        with self._writing(person_id) as session:
            ids = _line_with(only(kind, store.items_of(session, person_id)), item).ids
            there = tuple(item_id for item_id in ids if item_id != item.id) or (item.id,)
            self._write(session, person_id, kind, there, good)
        return there[0]

    def add_occupation(self, person_id: PersonId, title: str, **fields: object) -> str:
        """Put work the person had on the card, as `add` does."""
        return self.add(person_id, "work", title=title, **fields)

    def add_skill(self, person_id: PersonId, name: str, **fields: object) -> str:
        """Put a skill on the card, as `add` does."""
        return self.add(person_id, "skill", name=name, **fields)

    def add_placement(
        self, person_id: PersonId, skills: Mapping[str, Level], **fields: object
    ) -> str:
        """Keep what a workplace wrote; the `skills` (name and level) count as tried out.

        Raises:
            InputError: a field can't hold that; names it.
        """
        rows = "\n".join(f"{level} {' '.join(name.split())}" for name, level in skills.items())
        with self._writing(person_id):
            entry_id = self.add(person_id, "placement", skills=rows, **fields)
            for name, level in skills.items():
                self.add(person_id, "skill", name=name, level=level, evidence="tried")
        return entry_id

    def change(self, person_id: PersonId, entry_id: str, **fields: object) -> None:
        """Change fields of something on the card; empty or None takes a field away.

        Raises:
            InputError: a field can't hold that; names it.
            NotFoundError: it is not on the card.
        """
        with self._writing(person_id) as session:
            line = self._line(session, person_id, entry_id)
            kind = line.items[0].kind
            good = checked(kind, fields, self.today())
            if good.get("ended"):
                good.setdefault("lasts", "")
            check_whole(kind, {**line.values, **good})
            good = with_origin(self._esco, kind, good)
            self._write(session, person_id, kind, line.ids, good)

    def remove(self, person_id: PersonId, entry_id: str) -> None:
        """Take something off the card; what was told in an interview stays in the interview.

        Raises:
            NotFoundError: it is not on the card.
        """
        with self._writing(person_id) as session:
            line = self._line(session, person_id, entry_id)
            writes = [store.remove(session, item_id) for item_id in line.ids]
        self._undo.note(person_id, writes)

    def set_goals(self, person_id: PersonId, titles: Sequence[str]) -> None:
        """Set the work the person wants, the dearest first.

        Raises:
            InputError: more than three.
        """
        wanted = list(dict.fromkeys(title.strip() for title in titles if title.strip()))
        if len(wanted) > MOST_GOALS:
            raise InputError(_("At most {most} goals.").format(most=MOST_GOALS), field="goals")
        wanted += [""] * (MOST_GOALS - len(wanted))
        self._set_once(person_id, "goals", dict(zip(GOALS, wanted, strict=True)))

    def set_facts(self, person_id: PersonId, **fields: object) -> None:
        """Set schooling, literacy, the chosen Danish education and the like.

        Raises:
            InputError: a field can't hold that; names it.
        """
        self._set_once(person_id, "facts", fields)

    def history(self, person_id: PersonId, entry_id: str) -> tuple[FieldHistory, ...]:
        """Return all that was written of an entry, on every laptop, the newest first.

        Raises:
            NotFoundError: it is not on the card.
        """
        with self._reading(person_id) as session:
            line = self._line(session, person_id, entry_id)
            writes = [w for item_id in line.ids for w in change_log.history(session, item_id)]
        writes.sort(key=lambda write: (write.wall, write.lamport, write.change_id), reverse=True)
        return tuple(
            FieldHistory(
                write.change_id,
                write.field.removeprefix(VALUE),
                write.value,
                write.author,
                datetime.fromisoformat(write.wall),
                write.is_head,
            )
            for write in writes
            if write.field.startswith(VALUE)
        )

    # Finding

    def prepare(self) -> None:
        """Make ready what searches need; call it in the background, it may take seconds."""
        search.prepare()
        self._esco.catch_up()

    def search(
        self,
        typed: str,
        kind: Wanted = "all",
        languages: Sequence[str] = LANGUAGES,
        limit: int = MOST_FOUND,
    ) -> tuple[Found, ...]:
        """Return titles, then skills, that fit what was typed, at most `limit` of each.

        `languages` are those to name things of ESCO in, the dearest first.
        """
        return find(typed, self._esco.find, wanted=kind, languages=languages, limit=limit)

    def add_found(self, person_id: PersonId, found: Found, **fields: object) -> str:
        """Put something that was found on the card, as `add` does."""
        kind: Kind = "work" if found.kind == "title" else "skill"
        return self.add(person_id, kind, **{**found.as_fields(), **fields})

    def note_missed(self, typed: str) -> bool:
        """Keep words that found nothing, of no person; return whether they were worth keeping."""
        return self._missed.note(typed)

    def missed(self) -> tuple[str, ...]:
        """Return the words that found nothing, on any laptop that the office heard of."""
        return self._missed.all()

    def forget_missed(self, text: str) -> None:
        """Take words off that list, as the catalogue has them now."""
        self._missed.forget(text)

    # What it is worth

    def suggestions(self, person_id: PersonId) -> tuple[SuggestedSkill, ...]:
        """Return skills that go with the work, the goals and the abilities on the card."""
        return explained_suggestions(self.card(person_id).told)

    def esco_suggestions(
        self, person_id: PersonId, languages: Sequence[str] = LANGUAGES
    ) -> tuple[Found, ...]:
        """Return what the occupations chosen from ESCO ask for and is not on the card."""
        card = self.card(person_id)
        asked = (
            (skill, work.title)
            for work in card.occupations
            if work.uri
            for skill in self._esco.skills_of(work.uri, languages)
        )
        names = {fold(skill.name) for skill in card.skills}
        return asked_by_esco(asked, {skill.uri for skill in card.skills}, names)

    def coverage(self, person_id: PersonId) -> tuple[Coverage, ...]:
        """Return what of each goal that the catalogue knows is there, missing, to be shown."""
        return of_goals(self.card(person_id).told)

    def nearest(self, person_id: PersonId, limit: int = 5) -> tuple[Coverage, ...]:
        """Return other occupations within reach, those that ask for most of what is there first."""
        return nearest(self.card(person_id).told, limit)

    # What leaves it; documents and windows log who took it

    def may_leave(self, person_id: PersonId, draft: Draft) -> Decision:
        """Say whether a draft may leave, as far as the person's consents go."""
        return self._consents.may_share(person_id, Way(draft))

    def cv(self, person_id: PersonId) -> CvDraft:
        """Return a CV draft in the order in which Jobnet asks."""
        return cv_draft(self.card(person_id), self._people.get(person_id), self.today())

    def profile(self, person_id: PersonId) -> CompetenceProfile:
        """Return everything on the card in words."""
        return competence_profile(self.card(person_id), self._people.get(person_id), self.today())

    def anonymous_profile(self, person_id: PersonId) -> AnonymousProfile:
        """Return what a company may see before it meets the person."""
        return anonymous_profile(self.card(person_id), self.today())

    def europass(self, person_id: PersonId, how: Literal["json", "xml"]) -> bytes:
        """Return the CV draft in the shape of Europass, in the language of the program; logged."""
        from kbh_desktop.competences.europass import europass  # noqa: PLC0415 - imports XML

        self._consents.require(person_id, Way.EUROPASS)
        made = europass(self.cv(person_id), language(), how)
        self._audit.record(AuditAction.SAVE_FILE, person_id=person_id, subject=f"europass.{how}")
        return made

    def exported(self, person_id: PersonId, draft: Draft) -> bytes:
        """Return a CV draft, a profile or an anonymous profile as JSON in UTF-8; logged."""
        made: CvDraft | CompetenceProfile | AnonymousProfile
        self._consents.require(person_id, Way(draft))
        if draft == "cv":
            made = self.cv(person_id)
        elif draft == "profile":
            made = self.profile(person_id)
        else:
            made = self.anonymous_profile(person_id)
        self._audit.record(AuditAction.SAVE_FILE, person_id=person_id, subject=f"{draft}.json")
        return orjson.dumps(made, option=orjson.OPT_INDENT_2)

    def placement_card(self, person_id: PersonId, entry_id: str) -> PlacementCard:
        """Return the competence card of a placement that stands on the card.

        Raises:
            NotFoundError: it is not on the card.
        """
        for entry in self.card(person_id).placements:
            if entry_id in entry.ids:
                return placement_card(entry, self._people.get(person_id), self.today())
        raise NotFoundError(_("That is not on the card any more."))

    # Undo

    def can_undo(self, person_id: PersonId) -> bool:
        """Return whether something done to this card since the vault was opened can be undone."""
        return self._undo.can_undo(person_id)

    def can_redo(self, person_id: PersonId) -> bool:
        """Return whether something undone can be done again."""
        return self._undo.can_redo(person_id)

    def undo(self, person_id: PersonId) -> bool:
        """Take the latest change back; False when there is none or somebody changed it since."""
        return self._undo.undo(person_id, self._doer(person_id))

    def redo(self, person_id: PersonId) -> bool:
        """Do the latest undone change again."""
        return self._undo.redo(person_id, self._doer(person_id))

    # Inside

    def _items(self, person_id: PersonId) -> tuple[Item, ...]:
        with self._reading(person_id) as session:
            return store.items_of(session, person_id)

    def _reading(self, person_id: PersonId) -> AbstractContextManager[Session]:
        require_casework(self._actor)
        self._people.get(person_id)
        return self._database.read()

    def _writing(self, person_id: PersonId) -> AbstractContextManager[Session]:
        require_casework(self._actor)
        self._people.get(person_id)
        return self._database.write()

    def _now(self) -> str:
        """Return a moment later than any before, so that what is added keeps its order."""
        self._latest = max(self._clock(), self._latest + _LEAST)
        return self._latest.isoformat()

    def _line(self, session: Session, person_id: str, entry_id: str) -> Merged:
        items = store.items_of(session, person_id)
        item = next((each for each in items if each.id == entry_id), None)
        if item is None:
            raise NotFoundError(_("That is not on the card any more."))
        return _line_with(only(item.kind, items), item)

    def _set_once(self, person_id: PersonId, kind: Kind, fields: dict[str, object]) -> None:
        good = with_origin(self._esco, kind, checked(kind, fields, self.today()))
        with self._writing(person_id) as session:
            self._write(session, person_id, kind, (lasting_id(person_id, kind),), good)

    def _write(
        self,
        session: Session,
        person_id: str,
        kind: Kind,
        ids: Iterable[str],
        fields: store.Fields,
    ) -> None:
        writes: list[Written | None] = [
            store.write(session, person_id, Item(item_id, kind, {}), fields, now=self._now())
            for item_id in ids
        ]
        self._undo.note(person_id, writes)

    def _doer(self, person_id: PersonId) -> Callable[[Step], bool]:
        def do(step: Step) -> bool:
            with self._writing(person_id) as session:
                # Either every write of the step fits, or none is done.
                return all(
                    store.fields_now(session, written.item_id) == written.before for written in step
                ) and all(
                    store.put_back(session, person_id, written, now=self._now()) for written in step
                )

        return do


def _line_with(items: Iterable[Item], item: Item) -> Merged:
    """Return the line of a card that `item` belongs to, among `items`."""
    lines = merged(item.kind, {each.id: each for each in (*items, item)}.values())
    return next(line for line in lines if item.id in line.ids)

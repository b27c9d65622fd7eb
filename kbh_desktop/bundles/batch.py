"""Many bundles taken in one after the other: each all or nothing, and one report at the end."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from kbh_desktop.bundles.exporting import SUFFIX, Cancelled, Progress, never, unheard
from kbh_desktop.bundles.model import BundleCard, ImportReport
from kbh_desktop.errors import BundleError, CancelledError, KbhError, StorageError
from kbh_desktop.i18n import _, n_
from kbh_desktop.ids import PersonId

if TYPE_CHECKING:
    from kbh_desktop.bundles.service import BundleService


class Outcome(StrEnum):
    """What became of a bundle."""

    TAKEN = "taken"
    KNOWN = "known"
    REFUSED = "refused"
    LEFT = "left"
    """Not looked at any more, as the work was stopped."""


@dataclass(frozen=True, slots=True)
class BatchLine:
    """One bundle of many, and why it was refused."""

    card: BundleCard
    outcome: Outcome
    report: ImportReport | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class BatchReport:
    """What taking many bundles in did."""

    lines: tuple[BatchLine, ...]

    def of(self, outcome: Outcome) -> tuple[BatchLine, ...]:
        """Return the bundles with one outcome."""
        return tuple(line for line in self.lines if line.outcome is outcome)

    @property
    def conflicts(self) -> int:
        """How many fields are to be settled now that were not before."""
        return sum(line.report.conflicts for line in self.lines if line.report)

    @property
    def new_changes(self) -> int:
        """How many changes are new here."""
        return sum(line.report.new_changes for line in self.lines if line.report)

    @property
    def persons(self) -> frozenset[PersonId]:
        """Whom the bundles concerned."""
        return frozenset(p for line in self.lines if line.report for p in line.report.persons)

    @property
    def missing(self) -> dict[str, tuple[int, ...]]:
        """The numbers that still lack of each sender, by the sender's name."""
        last = {line.report.sender_name: line.report.missing for line in self.lines if line.report}
        return {name: numbers for name, numbers in last.items() if numbers}


def files_in(chosen: Iterable[Path]) -> tuple[Path, ...]:
    """Return the bundles among the files and in the folders `chosen`, each once."""
    found: dict[Path, None] = {}
    for path in chosen:
        inside = sorted(path.glob(f"*{SUFFIX}")) if path.is_dir() else [path]
        found.update(dict.fromkeys(inside))
    return tuple(found)


def look_at_all(
    bundles: "BundleService",
    paths: Sequence[Path],
    progress: Progress = unheard,
    cancelled: Cancelled = never,
) -> tuple[BundleCard, ...]:
    """Return what each bundle says of itself, in the order in which to take them in.

    Those that can't be taken in come last, with the reason.

    Raises: CancelledError.
    """
    cards = []
    for done, path in enumerate(paths):
        progress(done, len(paths))
        if cancelled():
            raise CancelledError(_("Stopped. Nothing was taken in."))
        cards.append(bundles.peek(path))
    progress(len(paths), len(paths))
    return in_order(cards)


def in_order(cards: Iterable[BundleCard]) -> tuple[BundleCard, ...]:
    """Return the cards by sender and number, so that fewer bundles seem to be missing."""
    return tuple(
        sorted(cards, key=lambda c: (bool(c.problem), c.sender_name, c.sender, c.sequence, c.path))
    )


def take_in_all(
    bundles: "BundleService",
    cards: Sequence[BundleCard],
    progress: Progress = unheard,
    cancelled: Cancelled = never,
) -> BatchReport:
    """Take each bundle in, all of it or nothing; stopping comes between two or undoes the one."""
    lines: list[BatchLine] = []
    for done, card in enumerate(cards):
        progress(done, len(cards))
        line = _line(bundles, card, cancelled)
        if line.outcome is Outcome.LEFT:
            lines += [BatchLine(rest, Outcome.LEFT, why=line.why) for rest in cards[done:]]
            break
        lines.append(line)
    progress(len(cards), len(cards))
    return BatchReport(tuple(lines))


def _line(bundles: "BundleService", card: BundleCard, cancelled: Cancelled) -> BatchLine:
    if cancelled():
        return BatchLine(card, Outcome.LEFT)
    if card.problem:
        return BatchLine(card, Outcome.REFUSED, why=card.problem)
    try:
        report = bundles.import_(card.path, cancelled=cancelled)
    except CancelledError:
        return BatchLine(card, Outcome.LEFT)
    except BundleError as error:
        return BatchLine(card, Outcome.REFUSED, why=str(error))
    except KbhError as error:  # a full disk lets no other bundle in either
        return BatchLine(card, Outcome.LEFT, why=str(error))
    return BatchLine(card, Outcome.KNOWN if report.already_imported else Outcome.TAKEN, report)


def outcome_words(outcome: Outcome) -> str:
    """Return what became of a bundle in a word."""
    return {
        Outcome.TAKEN: _("Taken in"),
        Outcome.KNOWN: _("Known already"),
        Outcome.REFUSED: _("Refused"),
        Outcome.LEFT: _("Not taken in"),
    }[outcome]


def summary(report: BatchReport) -> tuple[str, ...]:
    """Return the figures of a batch as lines; those that are nothing are left out."""
    taken, known = len(report.of(Outcome.TAKEN)), len(report.of(Outcome.KNOWN))
    refused, left = len(report.of(Outcome.REFUSED)), len(report.of(Outcome.LEFT))
    persons, conflicts = len(report.persons), report.conflicts
    counted = (
        (taken, n_("{count} bundle taken in", "{count} bundles taken in", taken)),
        (known, n_("{count} bundle was known", "{count} bundles were known", known)),
        (refused, n_("{count} bundle refused", "{count} bundles refused", refused)),
        (left, n_("{count} bundle not taken in", "{count} bundles not taken in", left)),
        (persons, n_("{count} person", "{count} persons", persons)),
        (
            report.new_changes,
            n_("{count} new change", "{count} new changes", report.new_changes),
        ),
        (
            conflicts,
            n_("{count} conflict to settle", "{count} conflicts to settle", conflicts),
        ),
    )
    return tuple(words.format(count=count) for count, words in counted if count)


def report_text(report: BatchReport, now: datetime) -> str:
    """Return the report as text to keep; it names laptops and files, but no person."""
    missing = (
        _("Never came from {name}: no. {numbers}").format(
            name=name, numbers=", ".join(map(str, numbers))
        )
        for name, numbers in report.missing.items()
    )
    title = _("Bundles taken in on {day}").format(day=f"{now:%Y-%m-%d %H:%M}")
    blocks = ([title], summary(report), missing, map(_line_text, report.lines))
    return "\n\n".join(filter(None, map("\n".join, blocks))) + "\n"


def save_report(path: Path, report: BatchReport, now: datetime) -> None:
    """Write the report as a text file.

    Raises: StorageError.
    """
    try:
        path.write_text(report_text(report, now), "utf-8")
    except OSError:
        raise StorageError(_("The file {name} can't be written.").format(name=path)) from None


def _line_text(line: BatchLine) -> str:
    card = line.card
    sender = f"{card.sender_name} {card.sequence}" if card.sender else ""
    return " · ".join(filter(None, (outcome_words(line.outcome), sender, card.path.name, line.why)))

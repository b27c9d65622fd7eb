"""What was done to cards since the vault was opened, so that it can be taken back."""

from collections.abc import Callable, Sequence

from kbh_desktop.competences.store import Written

_MOST = 100
Step = tuple[Written, ...]


class CardUndo:
    """The steps of each card, the latest last."""

    def __init__(self) -> None:
        self._done: dict[str, list[Step]] = {}
        self._undone: dict[str, list[Step]] = {}

    def note(self, person_id: str, writes: Sequence[Written | None]) -> None:
        """Remember what one act wrote."""
        step = tuple(written for written in writes if written)
        if step:
            done = self._done.setdefault(person_id, [])
            done.append(step)
            del done[:-_MOST]
            self._undone.pop(person_id, None)

    def can_undo(self, person_id: str) -> bool:
        """Return whether there is a step to take back."""
        return bool(self._done.get(person_id))

    def can_redo(self, person_id: str) -> bool:
        """Return whether there is a step to do again."""
        return bool(self._undone.get(person_id))

    def undo(self, person_id: str, do: Callable[[Step], bool]) -> bool:
        """Take the latest step back by `do`, which says whether it still could be done."""
        return _moved(self._done, self._undone, person_id, do)

    def redo(self, person_id: str, do: Callable[[Step], bool]) -> bool:
        """Do the latest undone step again by `do`."""
        return _moved(self._undone, self._done, person_id, do)


def _moved(
    source: dict[str, list[Step]],
    target: dict[str, list[Step]],
    person_id: str,
    do: Callable[[Step], bool],
) -> bool:
    steps = source.get(person_id)
    if not steps:
        return False
    back = tuple(written.backwards() for written in reversed(steps.pop()))
    if not do(back):
        # Somebody changed it since, so what came before it can't be told apart any more either.
        steps.clear()
        return False
    target.setdefault(person_id, []).append(back)
    return True

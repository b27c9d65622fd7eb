"""How far a card reaches: the strip of goals together with what stands behind each tile."""

from PySide6.QtCore import Signal

from kbh_desktop.competences.card import Card
from kbh_desktop.competences.coverage import MOST_GOALS
from ui.competences import lookups
from ui.competences.coverage_dialog import GoalDialog, GoalSkills, NearestDialog
from ui.competences.coverage_strip import CoverageStrip, GoalPicture
from ui.competences.goals_dialog import FindTitles, GoalsDialog


class Reach(CoverageStrip):
    """`goals_chosen` gives the titles of the work wanted, the dearest first."""

    goals_chosen = Signal(object)

    def __init__(self, find: FindTitles) -> None:
        super().__init__()
        self._find = find
        self._card: Card | None = None
        self.goals: tuple[GoalSkills | str, ...] = ()
        self.near: tuple[GoalSkills, ...] = ()
        self.goal_opened.connect(self._open_goal)
        self.goals_wanted.connect(self.choose_goals)
        self.nearest_opened.connect(self.open_nearest)

    def show_card(self, card: Card) -> None:
        """Show the goals of `card`, what is near, and the Danish education."""
        self._card = card
        self.goals = lookups.goals_of(card)
        self.near = lookups.near(card)
        self.tell(
            [_picture(goal) for goal in self.goals], [each.title for each in self.near], card.track
        )

    def choose_goals(self) -> None:
        """Ask for the wished occupations."""
        dialog = GoalsDialog(self, self._titles(), self._find)
        dialog.chosen.connect(self.goals_chosen)
        dialog.start()

    def wish(self, title: str) -> None:
        """Add one to the goals."""
        self.goals_chosen.emit((*self._titles(), title))

    def open_nearest(self) -> None:
        """Show the occupations near at hand."""
        room = len(self.goals) < MOST_GOALS
        dialog = NearestDialog(self, self.near, room_for_goals=room)
        dialog.wished.connect(self.wish)
        dialog.start()

    def _open_goal(self, place: int) -> None:
        goal = self.goals[place]
        if isinstance(goal, str):
            self.choose_goals()
        else:
            GoalDialog(self, goal).start()

    def _titles(self) -> tuple[str, ...]:
        return tuple(goal.title for goal in self._card.goals) if self._card else ()


def _picture(goal: GoalSkills | str) -> GoalPicture:
    if isinstance(goal, str):
        return GoalPicture(goal, None)
    return GoalPicture(goal.title, goal.shares)

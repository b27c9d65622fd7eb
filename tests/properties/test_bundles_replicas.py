"""An office and laptops whose bundles are lost, repeated and reordered end in the same state.

Power fails inside imports and exports, clocks jump by decades, stores fall back to older copies
with and without noticing, programs of the version before are updated later; people are assigned,
taken off, cleared, deleted and erased meanwhile. At the end every change ever made is current,
superseded, in conflict or erased, as an oracle of its own says.

KBH_EXAMPLES sets the number of histories; KBH_SHRINK=0 reports the first failure as it is.
"""

import os
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import rule

from tests.replica_machine import Exchange

HISTORIES = int(os.environ.get("KBH_EXAMPLES", "500" if "CI" in os.environ else "240"))
STEPS = int(os.environ.get("KBH_STEPS", "8"))


def explored(share: float, steps: int = STEPS) -> settings:
    """Return the settings for a `share` of all histories."""
    shrinking = os.environ.get("KBH_SHRINK") != "0"
    return settings(
        max_examples=max(1, int(HISTORIES * share)),
        stateful_step_count=steps,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        database=None,
        print_blob=True,
        phases=list(Phase) if shrinking else [Phase.generate],
    )


@pytest.fixture(autouse=True)
def _missing_changes_are_told(logged_warnings: Any) -> None:
    """A store that falls back and notices it warns."""


class Protocol(Exchange):
    """One laptop and few rules: the exchange alone, explored deeper."""

    few = (1,)
    old = False
    look = delete = resolve = erase = export = deliver = clock_jumps = at_once = talk = None
    rows_are_a_function_of_the_log = answer = answered_at_once = update = None
    power_fails_in_an_export = None

    def teardown(self) -> None:
        if hasattr(self, "nodes"):
            self.settle()
            self.check()

    @rule()
    def up(self) -> None:
        self.receive(self.ship("l1", up=True))

    @rule()
    def down(self) -> None:
        self.receive(self.ship("l1", up=False))

    @rule(up=st.booleans())
    def lost(self, up: bool) -> None:
        self.ship("l1", up)

    @rule(which=st.integers(0, 2))
    def office_edits(self, which: int) -> None:
        self.edit(0, which, {"note"}, stale=False)


TestExchange = Exchange.TestCase
TestExchange.settings = explored(0.8)
TestProtocol = Protocol.TestCase
TestProtocol.settings = explored(0.2, 2 * STEPS)

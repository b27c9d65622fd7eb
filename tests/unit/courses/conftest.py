"""A vault for courses."""

import pytest

from tests.courses_world import CoursesWorld


@pytest.fixture
def world(tmp_path, clock):
    """A coordinator's vault; 16 April 2026, 14.02."""
    made = CoursesWorld(tmp_path / "vault", clock)
    yield made
    made.close()

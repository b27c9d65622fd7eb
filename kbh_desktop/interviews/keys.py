"""Where the sealed keys of health answers are kept: on this device, and with the interview."""

from collections.abc import Mapping

from sqlalchemy import delete, select

from kbh_desktop.ids import InterviewId, UserId
from kbh_desktop.interviews.records import InterviewKeyRecord, InterviewRecord
from kbh_desktop.storage.database import Database


class HealthKeys:
    """Keeps the keys in the database; each call joins the transaction that is under way."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def local_key(self, interview_id: InterviewId, user_id: UserId) -> str | None:
        """Return what was kept on this device for the user, who has the interview open."""
        with self._database.read() as session:
            kept = session.get(InterviewKeyRecord, (interview_id, user_id))
            return kept.wrapped if kept else None

    def keep_local_key(self, interview_id: InterviewId, user_id: UserId, wrapped: str) -> None:
        """Keep `wrapped` on this device, in place of an earlier one."""
        with self._database.write() as session:
            session.merge(
                InterviewKeyRecord(interview_id=interview_id, user_id=user_id, wrapped=wrapped)
            )

    def forget_local_keys(self, interview_id: InterviewId) -> None:
        """Forget what was kept on this device for whatever user."""
        with self._database.write() as session:
            of_interview = InterviewKeyRecord.interview_id == interview_id
            session.execute(delete(InterviewKeyRecord).where(of_interview))

    def travelling_keys(self, interview_id: InterviewId) -> Mapping[str, str]:
        """Return the sealed keys that travel with the interview, by key id."""
        with self._database.read() as session:
            query = select(InterviewRecord.health_keys).where(InterviewRecord.id == interview_id)
            return dict(session.scalar(query) or {})

    def add_travelling_key(self, interview_id: InterviewId, key_id: str, sealed: str) -> None:
        """Let `sealed` travel with the interview under `key_id`."""
        with self._database.write() as session:
            record = session.get_one(InterviewRecord, interview_id)
            record.health_keys = {**record.health_keys, key_id: sealed}

"""What opening a vault, sealing health answers and the audit log cost.

python tests/benchmarks/bench_security.py
"""

import tempfile
from pathlib import Path
from time import perf_counter

from kbh_desktop.audit.service import AuditLog
from kbh_desktop.changes import Changes
from kbh_desktop.clock import system_clock
from kbh_desktop.ids import InterviewId, NodeId, UserId
from kbh_desktop.security.audit import (
    AuditAction,
    AuditHead,
    Deed,
    first_head,
    next_entry,
    verify_chain,
)
from kbh_desktop.security.health import HealthVault
from kbh_desktop.security.model import NodeKind, Role, User
from kbh_desktop.security.unlocked import Unlocked
from kbh_desktop.security.vault import create_vault, lock, open_vault
from kbh_desktop.storage.database import Database
from kbh_desktop.storage.sqlcipher import SqlcipherStore
from tests.vault_world import HealthKeys

Figure = tuple[str, float, str, str]
PASSPHRASE = "fire gode ord her"
ENTRIES = 100_000
ANSWERS = 2_000


def vault_figures(folder: Path) -> tuple[Unlocked, list[Figure]]:
    """Make a vault at the default cost and open it again."""
    start = perf_counter()
    unlocked, _key = create_vault(
        folder,
        kind=NodeKind.OFFICE,
        user_name="Ane",
        roles={Role.COORDINATOR, Role.HEALTH},
        passphrase=PASSPHRASE,
        clock=system_clock,
    )
    made = perf_counter()
    lock(unlocked)
    start_opening = perf_counter()
    unlocked = open_vault(folder, "Ane", PASSPHRASE, system_clock)
    opened = perf_counter()
    return unlocked, [
        ("make a vault", made - start, "s", "< 1"),
        ("open a vault", opened - start_opening, "s", "0.1-0.5"),
    ]


def health_figures(unlocked: Unlocked) -> list[Figure]:
    """Seal and open answers, as the interviewer and as the health role afterwards."""
    health, talk = HealthVault(unlocked, HealthKeys()), InterviewId("talk")
    health.seal(talk, "a.first", "ja")
    start = perf_counter()
    sealed = [health.seal(talk, f"a.{n}", "Kan ikke løfte tungt") for n in range(ANSWERS)]
    sealing = perf_counter()
    for number, answer in enumerate(sealed):
        health.open(talk, f"a.{number}", answer)
    opening = perf_counter()
    health.close(talk)
    for number, answer in enumerate(sealed):
        health.open(talk, f"a.{number}", answer)
    later = perf_counter()
    return [
        ("seal a health answer", (sealing - start) / ANSWERS * 1000, "ms", "< 1"),
        ("open it while interviewing", (opening - sealing) / ANSWERS * 1000, "ms", "< 1"),
        ("open it with the health role", (later - opening) / ANSWERS * 1000, "ms", "< 1"),
    ]


def audit_figures(folder: Path, key: bytes) -> list[Figure]:
    """Make and verify a chain, and write and verify it in the database."""
    deed = Deed("2026-04-16T12:02:00+00:00", UserId("u"), "Ane", AuditAction.OPEN_PERSON)
    head, chain, node = first_head(NodeId("n")), [], NodeId("n")
    start = perf_counter()
    for _number in range(ENTRIES):
        chain.append(next_entry(head, deed))
        head = AuditHead(chain[-1].sequence, chain[-1].hash)
    made = perf_counter()
    verify_chain(node, chain)
    verified = perf_counter()
    return [
        ("chain entries made", ENTRIES / (made - start), "/s", "> 65,000"),
        ("chain entries verified", ENTRIES / (verified - made), "/s", "> 100,000"),
        *_stored_figures(folder, key),
    ]


def _stored_figures(folder: Path, key: bytes) -> list[Figure]:
    database = Database(
        SqlcipherStore(folder / "vault.db", key), changes=Changes(), clock=system_clock
    )
    log = AuditLog(database, system_clock, User(UserId("u"), "Ane", frozenset()))
    start = perf_counter()
    for _number in range(200):
        log.record(AuditAction.OPEN_PERSON)
    single = perf_counter()
    with database.write():
        for _number in range(10_000):
            log.record(AuditAction.OPEN_PERSON)
    together = perf_counter()
    report = log.verify()
    verified = perf_counter()
    database.close()
    return [
        ("audit entry with its own commit", (single - start) / 200 * 1000, "ms", "< 5"),
        ("audit entries in one commit", 10_000 / (together - single), "/s", "> 1,000"),
        ("stored entries verified", report.entries / (verified - together), "/s", "> 100,000"),
    ]


def run() -> list[Figure]:
    """Return all figures."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        unlocked, figures = vault_figures(folder)
        figures += health_figures(unlocked) + audit_figures(folder, unlocked.database_key)
        lock(unlocked)
    return figures


if __name__ == "__main__":
    for title, value, unit, goal in run():
        print(f"{title:<34} {value:>12,.3f} {unit:<3} (goal {goal})")

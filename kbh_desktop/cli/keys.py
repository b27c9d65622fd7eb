"""`kbh keys` and `kbh drill`: who keeps the recovery key, new keys, and whether it works."""

import argparse
import sys
from typing import TYPE_CHECKING

from kbh_desktop.cli.opening import (
    Groups,
    add_json,
    command,
    group_of,
    only_user,
    opened,
    passphrase,
    vault_command,
)
from kbh_desktop.cli.output import say, show_json
from kbh_desktop.errors import InputError
from kbh_desktop.i18n import _

if TYPE_CHECKING:
    from kbh_desktop.app import App
    from kbh_desktop.security.shares import KeyShare


def add_commands(groups: Groups) -> None:
    """Add both groups."""
    group = group_of(groups, "keys", _("split, join and renew keys"))
    ceremony = vault_command(
        group, "ceremony", _ceremony, _("make a new recovery key, split among people")
    )
    ceremony.add_argument(
        "--present", nargs="+", required=True, metavar="NAME", help=_("who is in the room")
    )
    ceremony.add_argument(
        "--keeper", nargs="+", required=True, metavar="NAME", help=_("who keeps a part")
    )
    ceremony.add_argument("--needed", type=int, default=2, metavar="K")
    add_json(ceremony)
    shares = command(
        group, "shares", _shares, _("split the key of a recovery sheet, read from standard input")
    )
    shares.add_argument("--needed", type=int, default=2, metavar="K")
    shares.add_argument("--people", type=int, default=3, metavar="N")
    add_json(shares)
    combine = command(
        group, "combine", _combine, _("join key parts, one per line of standard input")
    )
    add_json(combine)
    rotate = vault_command(group, "rotate", _rotate, _("give the office new keys"))
    rotate.add_argument(
        "--grace", type=int, metavar="DAYS", help=_("how long the keys before are good")
    )
    rotate.add_argument("--reason", default="", metavar="TEXT")
    rotate.add_argument(
        "--data", action="store_true", help=_("put the vault itself under another data key")
    )
    add_json(rotate)

    drill = vault_command(
        groups, "drill", _drill, _("try a backup with the printed key, read from standard input")
    )
    drill.add_argument("--backup", default="", metavar="NAME")
    add_json(drill)


def _ceremony(wanted: argparse.Namespace) -> None:
    from kbh_desktop.custody.model import Plan, Present  # noqa: PLC0415 - only this command

    present = tuple(Present(name) for name in wanted.present)
    with opened(wanted) as app:
        ceremony = app.ceremony.begin(Plan(present, tuple(wanted.keeper), wanted.needed))
        parts = [app.ceremony.sheet(number + 1) for number in range(len(wanted.keeper))]
        if wanted.json:
            show_json([_part(part) for part in parts])
        else:
            _say_parts(parts)
        sys.stdout.flush()
        for number, places in enumerate(ceremony.asked, 1):
            _confirm(app, number, places)
        custody = app.ceremony.finish()
    if not wanted.json:
        say(_("Fingerprint: {fingerprint}").format(fingerprint=custody.fingerprint))


def _confirm(app: "App", number: int, places: tuple[int, int]) -> None:
    """Ask two words of a part back; they come from standard input."""
    if sys.stdin.isatty():
        ask = _("Words {first} and {second} of part {number}:")
        say(ask.format(first=places[0], second=places[1], number=number))
    typed = sys.stdin.readline().split()
    words = app.ceremony.sheet(number).words
    if len(typed) == len(words):  # the whole part was given back
        typed = [typed[place - 1] for place in places]
    first, second = [*typed, "", ""][:2]
    app.ceremony.confirm(number, first, second)


def _shares(wanted: argparse.Namespace) -> None:
    from kbh_desktop.security import recovery  # noqa: PLC0415 - only this command
    from kbh_desktop.security.lettering import read_checked_groups  # noqa: PLC0415

    raw = read_checked_groups(sys.stdin.read(), recovery.GROUPS)
    parts = recovery.split_key(recovery.recovery_key_of(raw), wanted.needed, wanted.people)
    if wanted.json:
        show_json([_part(part) for part in parts])
    else:
        _say_parts(parts)


def _combine(wanted: argparse.Namespace) -> None:
    from kbh_desktop.security.recovery import joined_key, read_key_share  # noqa: PLC0415

    lines = [line for line in sys.stdin.read().splitlines() if line.strip()]
    parts = []
    for number, line in enumerate(lines, 1):
        try:
            parts.append(read_key_share(line))
        except InputError as error:
            text = _("Line {number}: {problem}").format(number=number, problem=error)
            raise InputError(text, field="share") from None
    key = joined_key(parts)
    if wanted.json:
        show_json({"recovery_key": key.words})
    else:
        say(key.words)


def _rotate(wanted: argparse.Namespace) -> None:
    from kbh_desktop.custody.office_keys import GRACE_DAYS  # noqa: PLC0415 - only this command

    if wanted.data:
        _renew_data_key(wanted)
        return
    grace = GRACE_DAYS if wanted.grace is None else wanted.grace
    with opened(wanted) as app:
        new = app.office_keys.renew(grace_days=grace, reason=wanted.reason)
        path = app.office_keys.write_card(app.folder)
    if wanted.json:
        show_json(
            {
                "card": path,
                "fingerprint": new.card.fingerprint,
                "before": new.before,
                "good_until": new.good_until,
            }
        )
        return
    say(_("Public card: {path}").format(path=path))
    say(_("Fingerprint: {fingerprint}").format(fingerprint=new.card.fingerprint))
    say(_("The keys before are good until {day}.").format(day=new.good_until.isoformat()))


def _renew_data_key(wanted: argparse.Namespace) -> None:
    from kbh_desktop.app import open_app  # noqa: PLC0415 - only this command needs it

    typed = passphrase()
    app = open_app(wanted.vault, wanted.user or only_user(wanted.vault), typed)
    try:
        damaged = app.renew_data_key(typed)  # which closes the vault
    finally:
        if app.unlocked.is_open:
            app.close()
    if wanted.json:
        show_json({"damaged_backups": damaged})
        return
    say(_("The vault and its backups are under another key."))
    for name in damaged:
        say(_("Damaged and left as it is: {name}").format(name=name))


def _drill(wanted: argparse.Namespace) -> int:
    with opened(wanted) as app:
        drill = app.drill.run(sys.stdin.read(), wanted.backup)
    if wanted.json:
        show_json(drill)
    else:
        found = _("{backup}: {persons} people, {interviews} interviews, {entries} log entries")
        say(
            found.format(
                backup=drill.backup,
                persons=drill.persons,
                interviews=drill.interviews,
                entries=drill.log_entries,
            )
        )
        say(_("Everything is whole.") if drill.ok else _("The backup is damaged."))
    return 0 if drill.ok else 1


def _part(part: "KeyShare") -> dict[str, object]:
    return {"number": part.number, "needed": part.needed, "set": part.mark, "words": part.text}


def _say_parts(parts: "list[KeyShare] | tuple[KeyShare, ...]") -> None:
    for part in parts:
        say(f"{part.number}: {part.text}")

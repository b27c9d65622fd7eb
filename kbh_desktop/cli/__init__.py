"""`kbh`: everything the program does, without windows.

Exit codes: 0 done, 1 refused with one line that says why, 2 used wrongly.
"""

import argparse
import logging
import os
import sys
from collections.abc import Sequence

from kbh_desktop.cli import (
    audit,
    bundles,
    check,
    competences,
    consent,
    courses,
    demo,
    device,
    forms,
    interviews,
    keys,
    office,
    people,
    print_,
    retention,
    updates,
    vault,
)
from kbh_desktop.cli.output import complain
from kbh_desktop.errors import KbhError
from kbh_desktop.i18n import _, set_language

REFUSED = 1
LANGUAGE_VARIABLE = "KBH_LANGUAGE"
_GROUPS = (
    vault,
    keys,
    device,
    demo,
    people,
    forms,
    interviews,
    competences,
    consent,
    retention,
    courses,
    bundles,
    print_,
    audit,
    check,
    updates,
    office,
)
log = logging.getLogger(__name__)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    set_language(os.environ.get(LANGUAGE_VARIABLE, "da"))
    wanted = _parser().parse_args(arguments)
    try:
        code: int = wanted.run(wanted) or 0
        sys.stdout.flush()
    except KbhError as error:
        complain(" ".join(str(error).split()))
        return REFUSED
    except BrokenPipeError:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - nobody reads on
        return REFUSED
    except OSError as error:
        complain(f"{error.strerror}: {error.filename}" if error.filename else str(error.strerror))
        return REFUSED
    except KeyboardInterrupt:
        complain(_("Stopped."))
        return REFUSED
    except Exception as error:  # noqa: BLE001 - a person gets one line, the log the rest
        log.critical("unforeseen: %s", type(error).__name__)
        complain(_("An error that was not foreseen: {kind}.").format(kind=type(error).__name__))
        return REFUSED
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="kbh", description=_("KBH Desktop without windows."))
    groups = parser.add_subparsers(metavar=_("COMMAND"), required=True)
    for group in _GROUPS:
        group.add_commands(groups)
    return parser

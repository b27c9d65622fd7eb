"""What to tell a person about keys and lost devices the moment the vault has been opened."""

from collections.abc import Sequence

from kbh_desktop.custody.drill import DrillService
from kbh_desktop.i18n import _
from kbh_desktop.security.model import NodeKind, Role
from kbh_desktop.security.unlocked import Unlocked


def custody_notices(
    unlocked: Unlocked, drill: DrillService, lost_devices: Sequence[str]
) -> tuple[str, ...]:
    """Return sentences; usually none."""
    found = []
    administers = unlocked.user.has(Role.IT, Role.COORDINATOR)
    if unlocked.kind is NodeKind.OFFICE and administers and drill.is_due():
        found.append(_("The recovery has not been tried for 90 days. Try it under Settings, Keys."))
    if unlocked.kind is NodeKind.CONSULTANT and lost_devices:
        found.append(
            _("Reported as lost: {names}. Give it to the office if you find it.").format(
                names=", ".join(lost_devices)
            )
        )
    return tuple(found)

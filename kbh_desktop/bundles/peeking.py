"""What a bundle says of itself, without looking at what it would change."""

from pathlib import Path

from kbh_desktop.bundles.events import already_imported
from kbh_desktop.bundles.exporting import Sender
from kbh_desktop.bundles.importing import open_bundle
from kbh_desktop.bundles.model import BundleCard
from kbh_desktop.bundles.peers import peer_of
from kbh_desktop.errors import KbhError


def peek(here: Sender, path: Path) -> BundleCard:
    """Return what a bundle says of itself, or why it can't be taken in."""
    try:
        head = open_bundle(here, path, accept_device=False).head
        with here.database.read() as session:
            known = already_imported(session, head.bundle_id) is not None
            name = peer_of(session, head.statement.sender).name
    except KbhError as error:
        return BundleCard(path, problem=str(error))
    return BundleCard(
        path=path,
        sender=head.statement.sender,
        sender_name=name,
        sequence=head.sequence,
        made_at=head.made_at,
        persons=head.persons,
        changes=sum(head.census.values()),
        already_imported=known,
    )

import pytest
from sqlalchemy import func, select, text

from kbh_desktop.attachments.records import AttachmentRecord
from kbh_desktop.errors import VaultDamagedError
from kbh_desktop.storage import blobs, erasure
from kbh_desktop.storage.tables import BlobPieceRecord, BlobRecord
from tests.stored_world import open_database

PHOTO = bytes(range(256)) * 3_000  # three pieces


@pytest.fixture
def database(tmp_path):
    opened = open_database(tmp_path, "here")
    yield opened
    opened.close()


def put(database, scope, content):
    with database.write() as session:
        address = blobs.keep(session, content)
        session.add(AttachmentRecord(scope=scope, sha256=address, size=len(content)))
    return address


def count(database, record_class):
    with database.read() as session:
        return session.scalar(select(func.count()).select_from(record_class))


def test_content_is_given_back_as_it_was(database):
    address = put(database, "amal", PHOTO)
    with database.read() as session:
        assert blobs.read(session, address) == PHOTO
        assert blobs.read(session, "0" * 64) is None
    assert count(database, BlobPieceRecord) == 3


def test_the_same_content_is_kept_once(database):
    put(database, "amal", PHOTO)
    put(database, "sara", PHOTO)
    assert count(database, BlobRecord) == 1
    assert count(database, BlobPieceRecord) == 3


def test_content_goes_with_the_last_person_who_refers_to_it(database):
    put(database, "amal", PHOTO)
    address = put(database, "sara", PHOTO)
    with database.write() as session:
        erasure.erase(session, "amal", "article 17", database.hooks)
    with database.read() as session:
        assert blobs.read(session, address) == PHOTO
    with database.write() as session:
        erasure.forget(session, ["sara"], database.hooks)
    assert count(database, BlobRecord) == count(database, BlobPieceRecord) == 0


def test_damaged_content_is_noticed(database):
    address = put(database, "amal", PHOTO)
    with database.write() as session:
        session.execute(text("UPDATE blob_piece SET content = x'00' WHERE number = 1"))
    with database.read() as session, pytest.raises(VaultDamagedError):
        blobs.read(session, address)

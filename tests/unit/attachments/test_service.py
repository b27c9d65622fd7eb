from pathlib import Path

import pytest
from sqlalchemy import text

from kbh_desktop.attachments.model import MOST_BYTES, ending_of, type_of
from kbh_desktop.attachments.service import AttachmentService
from kbh_desktop.errors import InputError, NotAllowedError, NotFoundError, StorageError
from kbh_desktop.ids import PersonId
from kbh_desktop.security.model import Role
from tests.casework_world import Casework, user

PHOTO = b"\xff\xd8 not really a photo \xff\xd9" * 20_000


def put(office: Casework, person: PersonId, **options: object) -> object:
    options = {"kind": "photo", "media_type": "image/jpeg", **options}
    return office.app.attachments.put(person, options.pop("content", PHOTO), **options)


def test_a_photo_is_given_back_as_it_was(office: Casework, amal: PersonId) -> None:
    photo = put(office, amal)
    assert photo.name == f"photo-{photo.sha256[:16]}.jpg"
    assert office.app.attachments.read(photo.id) == PHOTO


def test_the_same_photo_of_the_same_question_is_kept_once(office, amal) -> None:
    first, second = (put(office, amal, owner="talk", path="/billede") for _time in range(2))
    assert first == second
    assert office.app.attachments.of_owner("talk") == (first,)


def test_a_photo_is_found_by_the_name_that_the_answer_is(office, amal) -> None:
    photo = put(office, amal, owner="talk", path="/billede")
    assert office.app.attachments.named("talk", photo.name) == photo
    with pytest.raises(NotFoundError):
        office.app.attachments.named("another talk", photo.name)


def test_a_file_is_read_from_the_disk(office, amal, tmp_path: Path) -> None:
    path = tmp_path / "Brev.DOCX"
    path.write_bytes(b"letter")
    media_type = type_of(path.name)
    kept = put(office, amal, content=path, kind="file", media_type=media_type)
    assert kept.name.endswith(".docx")
    with pytest.raises(StorageError, match=r"borte\.docx"):
        put(office, amal, content=tmp_path / "borte.docx", kind="file")


def test_what_is_too_large_or_empty_is_refused_in_words(office, amal) -> None:
    with pytest.raises(InputError, match="21 MB"):
        put(office, amal, content=bytes(MOST_BYTES + 1))
    with pytest.raises(InputError, match="tom"):
        put(office, amal, content=b"")


def test_a_file_about_health_is_sealed_with_the_key_of_its_interview(office, amal) -> None:
    interview = office.app.interviews.start(amal, "samtale1")
    photo = put(office, amal, owner=interview.id, path="/saar", sealed=True)
    assert office.app.attachments.read(photo.id) == PHOTO
    with office.app.database.read() as session:
        pieces = session.scalars(text("SELECT content FROM blob_piece")).all()
    assert PHOTO[:40] not in b"".join(pieces)
    office.app.health.close(interview.id)
    with pytest.raises(NotAllowedError):
        office.app.attachments.read(photo.id)
    office.reopen("Bo")
    assert office.app.attachments.read(photo.id) == PHOTO


def test_nothing_lies_in_clear_in_the_vaults_folder(office, amal) -> None:
    put(office, amal)
    office.app.database.checkpoint()
    files = [path for path in office.app.folder.rglob("*") if path.is_file()]
    assert not any(PHOTO[:40] in path.read_bytes() for path in files)


def test_what_is_known_but_not_here_is_missing(office, amal) -> None:
    photo = put(office, amal)
    assert office.app.attachments.missing() == ()
    with office.app.database.write() as session:
        session.execute(text("DELETE FROM blob"))
    (missing,) = office.app.attachments.missing(amal)
    assert (missing.id, missing.is_here) == (photo.id, False)
    with pytest.raises(NotFoundError, match="ikke ankommet"):
        office.app.attachments.read(photo.id)


def test_a_person_who_is_erased_takes_the_files_along(office, amal) -> None:
    photo = put(office, amal)
    office.app.bundles.erase(amal, "artikel 17")
    with pytest.raises(NotFoundError):
        office.app.attachments.read(photo.id)
    with office.app.database.read() as session:
        assert session.scalar(text("SELECT count(*) FROM blob_piece")) == 0


def test_media_of_a_form_belong_to_the_whole_office(office) -> None:
    attachments: AttachmentService = office.app.attachments
    for _time in range(2):
        attachments.keep_form_media("f" * 64, {"bus.png": b"png", "hej.mp3": b"mp3"})
    kept = attachments.of_owner("f" * 64)
    assert {(one.name, one.media_type, one.person_id) for one in kept} == {
        ("bus.png", "image/png", None),
        ("hej.mp3", "audio/mpeg", None),
    }
    assert attachments.read(attachments.named("f" * 64, "bus.png").id) == b"png"


def test_who_does_no_casework_sees_no_files(office, amal) -> None:
    photo = put(office, amal)
    app = office.app
    leader = user("Dorte", Role.LEADER)
    attachments = AttachmentService(app.database, app.clock, leader, app.health)
    for deed in (lambda: attachments.read(photo.id), attachments.missing):
        with pytest.raises(NotAllowedError):
            deed()


@pytest.mark.parametrize(
    ("name", "media_type", "ending"),
    [
        ("a.JPEG", "image/jpeg", "jpg"),
        ("a.opus", "audio/ogg", "ogg"),
        ("a.docx", "application/octet-stream", "docx"),
        ("a.d/ocx", "application/octet-stream", "bin"),
        ("a", "application/octet-stream", "bin"),
    ],
)
def test_types_and_endings_follow_from_the_name(name, media_type, ending) -> None:
    assert type_of(name) == media_type
    assert ending_of(media_type, name) == ending

"""An office's database is spoken to by a local socket, or over TLS with a verified certificate."""

import pytest

from kbh_desktop.errors import InputError
from kbh_desktop.storage.postgres.address import read_address


def test_a_local_socket_needs_no_tls():
    assert "sslmode" not in read_address("postgresql+psycopg://ane@/kbh?host=/run/postgresql").query
    assert "sslmode" not in read_address("postgresql+psycopg://ane@/kbh").query


def test_over_a_network_a_verified_certificate_is_asked_for():
    query = read_address("postgresql+psycopg://ane@db.kommune.example/kbh").query
    assert (query["sslmode"], query["sslrootcert"]) == ("verify-full", "system")


def test_the_offices_own_authority_can_be_named():
    text = "postgresql+psycopg://ane@db.kommune.example/kbh?sslrootcert=/etc/ca.pem"
    assert read_address(text).query["sslrootcert"] == "/etc/ca.pem"


@pytest.mark.parametrize("mode", ["disable", "allow", "prefer", "require", "verify-ca"])
def test_a_connection_that_somebody_could_listen_to_is_refused(mode):
    with pytest.raises(InputError, match="verify-full"):
        read_address(f"postgresql+psycopg://ane@db.kommune.example/kbh?sslmode={mode}")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "kbh",
        "sqlite:///kbh.db",
        "postgresql://ane@host/kbh",
        "postgresql+psycopg://ane@host",
        "postgresql+psycopg://ane@host:port/kbh",
    ],
)
def test_anything_else_is_no_address(text):
    with pytest.raises(InputError) as refused:
        read_address(text)
    assert refused.value.field == "database"

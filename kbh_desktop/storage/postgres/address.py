"""Where an office's database is, and that nobody can listen on the way there."""

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from kbh_desktop.errors import InputError
from kbh_desktop.i18n import _

DRIVER = "postgresql+psycopg"
_SAFE = "verify-full"
_FIELD = "database"


def read_address(text: str) -> URL:
    """Return the address written as `postgresql+psycopg://user@host/database?...`.

    Over a network only TLS with a verified certificate is accepted, and asked for when nothing is
    said: by the system's own authorities, or by `sslrootcert=FILE`. A local socket, written as
    `?host=/folder`, needs none.

    Raises: InputError.
    """
    address = _parsed(text)
    if address is None or not address.database or address.drivername != DRIVER:
        raise InputError(
            _("Write the database as {example}.").format(example=f"{DRIVER}://name@host/database"),
            field=_FIELD,
        )
    if address.password:
        raise InputError(
            _("Leave the password out of the address; libpq finds it in .pgpass or by Kerberos."),
            field=_FIELD,
        )
    return address if _is_socket(address) else _with_tls(address)


def _parsed(text: str) -> URL | None:
    try:
        return make_url(text)
    except (ArgumentError, ValueError):
        return None


def _is_socket(address: URL) -> bool:
    host = address.host or address.query.get("host", "")
    return isinstance(host, str) and (not host or host.startswith("/"))


def _with_tls(address: URL) -> URL:
    if address.query.get("sslmode", _SAFE) != _SAFE:
        raise InputError(
            _("The office's database is only spoken to with sslmode={mode}.").format(mode=_SAFE),
            field=_FIELD,
        )
    wanted = {"sslmode": _SAFE, "sslrootcert": "system", **address.query}
    return address.set(query=wanted)

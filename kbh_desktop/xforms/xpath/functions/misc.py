"""Deciding, remembering, ids, digests and places on the map."""

import base64
import hashlib
import math
from binascii import Error as Base64Error
from collections.abc import Iterable
from itertools import pairwise

from kbh_desktop.xforms.xpath.context import Context
from kbh_desktop.xforms.xpath.functions.registry import ANY_NUMBER, Arguments, Theme, all_items
from kbh_desktop.xforms.xpath.values import Value, to_bool, to_number, to_text

_theme = Theme()
FUNCTIONS = _theme.functions

_EARTH_RADIUS_M = 6_378_100.0
_DIGESTS = {
    "MD5": "md5",
    "SHA-1": "sha1",
    "SHA-256": "sha256",
    "SHA-384": "sha384",
    "SHA-512": "sha512",
}
_AREA_NEEDS = 3
_LONGEST_TOKEN = 1_000


@_theme.function("if", 3)
def _if(context: Context, arguments: Arguments) -> Value:
    return arguments[1 if to_bool(arguments[0](context)) else 2](context)


@_theme.function("coalesce", 1, ANY_NUMBER)
def _coalesce(context: Context, arguments: Arguments) -> Value:
    for argument in arguments:
        value = argument(context)
        if to_text(value) not in {"", "NaN"}:
            return value
    return ""


@_theme.function("once", 1)
def _once(context: Context, arguments: Arguments) -> Value:
    return context.node.value or arguments[0](context)


@_theme.function("uuid", 0, 1)
def _uuid(context: Context, arguments: Arguments) -> Value:
    """With a length, a random token of as many hexadecimal digits."""
    fresh = context.environment.new_uuid()
    if not arguments:
        return fresh
    length = to_number(arguments[0](context))
    wanted = int(max(0, min(length, _LONGEST_TOKEN))) if math.isfinite(length) else 0
    token = fresh.replace("-", "")
    while 0 < len(token) < wanted:
        token += context.environment.new_uuid().replace("-", "")
    return token[:wanted]


@_theme.function("digest", 2, 3)
def _digest(context: Context, arguments: Arguments) -> Value:
    text, algorithm, *encoding = (to_text(argument(context)) for argument in arguments)
    name = _DIGESTS.get(algorithm.upper())
    if name is None:
        return ""
    digest = hashlib.new(name, text.encode(), usedforsecurity=False)
    if encoding and encoding[0].lower() == "hex":
        return digest.hexdigest()
    return base64.b64encode(digest.digest()).decode("ascii")


def _base64_decode(text: str) -> str:
    try:
        return base64.b64decode(text).decode("utf-8", "replace")
    except (Base64Error, ValueError):
        return ""


def _points(values: Iterable[Value]) -> list[tuple[float, float]]:
    """Latitude and longitude in radians; points stand between semicolons."""
    points: list[tuple[float, float]] = []
    for value in values:
        for written in filter(str.strip, to_text(value).split(";")):
            numbers = written.split()
            try:
                points.append((math.radians(float(numbers[0])), math.radians(float(numbers[1]))))
            except (ValueError, IndexError):
                return []
    return points


@_theme.function("distance", 1, ANY_NUMBER)
def _distance(context: Context, arguments: Arguments) -> Value:
    """Metres along the line of points."""
    points = _points(all_items(context, arguments))
    return float(sum(_between(one, other) for one, other in pairwise(points)))


def _between(one: tuple[float, float], other: tuple[float, float]) -> float:
    (latitude, longitude), (other_latitude, other_longitude) = one, other
    cosine = math.sin(latitude) * math.sin(other_latitude) + math.cos(latitude) * math.cos(
        other_latitude
    ) * math.cos(longitude - other_longitude)
    return math.acos(max(-1.0, min(1.0, cosine))) * _EARTH_RADIUS_M


def _area(context: Context, arguments: Arguments) -> Value:
    """Square metres inside the line of points."""
    points = _points(all_items(context, arguments))
    if len(points) < _AREA_NEEDS:
        return 0.0
    ring = pairwise([*points, points[0]])
    total = sum(
        (other[1] - one[1]) * (2 + math.sin(one[0]) + math.sin(other[0])) for one, other in ring
    )
    return abs(total * _EARTH_RADIUS_M**2 / 2)


_theme.function("area", 1)(_area)
_theme.function("enclosed-area", 1)(_area)
_theme.of_texts("base64-decode", 1, _base64_decode)

"""Who pays what of a course, by the number of refugees each municipality receives from it.

Amounts are whole numbers of one unit, kroner or øre.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from kbh_desktop.errors import InputError
from kbh_desktop.i18n import _

OERE = 100


@dataclass(frozen=True, slots=True)
class Settlement:
    """What one municipality owes another, above 0."""

    payer: str
    receiver: str
    amount: int


def split(total: int, received: Mapping[str, int]) -> dict[str, int]:
    """Return each municipality's share of `total`, by municipality code, in whole units.

    Largest remainder: everybody gets the whole units of their exact share, the units left go to
    the largest remainders, the lowest code first among equals. The shares always sum to `total`.

    Raises:
        InputError: nobody receives anyone, or a number is negative.
    """
    people = sum(received.values())
    if people == 0:
        raise InputError(_("No municipality receives anyone: there is nothing to split by."))
    if total < 0 or min(received.values()) < 0:
        raise InputError(_("Costs and numbers of people can't be negative."))
    shares = {code: total * count // people for code, count in received.items()}
    left = total - sum(shares.values())
    by_remainder = sorted(received, key=lambda code: (-(total * received[code] % people), code))
    for code in by_remainder[:left]:
        shares[code] += 1
    return shares


def split_oere(total: int, received: Mapping[str, int]) -> dict[str, int]:
    """Return each municipality's share of `total` øre: whole kroner, as `split` has them.

    Øre beside the whole kroner of the total go to whoever receives most people.

    Raises:
        InputError: as `split`.
    """
    kroner, oere = divmod(total, OERE)
    shares = {code: share * OERE for code, share in split(kroner, received).items()}
    largest = min(received, key=lambda code: (-received[code], code))
    return shares | {largest: shares[largest] + oere}


def difference(on_account: Mapping[str, int], final: Mapping[str, int]) -> dict[str, int]:
    """Return what each must still pay (or gets back, below 0) when the final split is known."""
    return {
        code: final.get(code, 0) - on_account.get(code, 0)
        for code in sorted(on_account.keys() | final.keys())
    }


def settlement(shares: Mapping[str, int], already_paid: Mapping[str, int]) -> list[Settlement]:
    """Return who must pay whom, so that everybody ends with their own share.

    Every debtor pays the creditors in the order of their codes: at most one payment fewer than
    there are municipalities. Shares and payments must have the same sum.

    Raises:
        InputError: they have not.
    """
    if sum(shares.values()) != sum(already_paid.values()):
        raise InputError(_("What was paid and what was split are not the same sum."))
    owed = difference(already_paid, shares)
    debts = {code: due for code, due in owed.items() if due > 0}
    credits_left = {code: -due for code, due in owed.items() if due < 0}
    found = []
    for payer, debt in debts.items():
        rest = debt
        for receiver, due in credits_left.items():
            amount = min(rest, due)
            if amount:
                found.append(Settlement(payer, receiver, amount))
                credits_left[receiver] -= amount
                rest -= amount
    return found

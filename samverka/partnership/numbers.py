"""Swedish organisation numbers: ten digits, the last of which checks the others.

Of a sole trader it is the person's own identity number, which we must not keep: its third and
fourth digits are a month, and those of every other number are 20 or more.
"""

import re

from django.utils.translation import gettext as _

from samverka.common.refusal import Refused

DIGITS = 10
CENTURY = "16"  # before the number where registers want twelve digits
LEAST_IN_THE_MIDDLE = 2  # the third digit of everything that is not a person
BETWEEN = re.compile(r"[\s\-‐‑–−]")


def organisation_number(text: str) -> str:
    """The number as it is usually written, NNNNNN-NNNN; raises `Refused` in plain words."""
    digits = BETWEEN.sub("", text)
    if not (digits.isascii() and digits.isdecimal()):
        raise Refused(_("An organisation number has ten digits: NNNNNN-NNNN."))
    if len(digits) == DIGITS + 2 and digits.startswith(CENTURY):
        digits = digits.removeprefix(CENTURY)
    _refuse_persons(digits)
    if len(digits) != DIGITS:
        raise Refused(_("An organisation number has ten digits: NNNNNN-NNNN."))
    if digits[0] == "0" or checksum(digits) % 10:
        raise Refused(_("One of the digits is wrong. Compare with the papers from the authority."))
    return f"{digits[:6]}-{digits[6:]}"


def checksum(digits: str) -> int:
    """Luhn's: every other digit is doubled, and the digits of all are added."""
    doubled = (int(digit) * (2 - n % 2) for n, digit in enumerate(digits))
    return sum(value // 10 + value % 10 for value in doubled)


def _refuse_persons(digits: str) -> None:
    """With a century before it or not."""
    whole = digits[2:] if len(digits) == DIGITS + 2 and digits[:2] in ("18", "19", "20") else digits
    if len(whole) == DIGITS and int(whole[2]) < LEAST_IN_THE_MIDDLE:
        raise Refused(
            _(
                "This looks like a person's identity number, as a sole trader has. That is"
                " personal data and must not stand here. Leave the field empty."
            )
        )

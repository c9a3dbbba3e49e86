"""Codes that are said aloud or stand on the wall, and the picture that leads to their door."""

import secrets
from collections.abc import Collection

import segno

# Short words without å, ä, ö and without letters that are taken for each other, easy to call out.
_WORDS = """
    GRAN TALL ALM ASK LIND EK EN HASSEL SALIX VIDE RUNN TRAST SVALA GAM UGGLA FALK HARE
    LO ILLER HERMELIN VARG UTTER ABORRE LAX HARR SIK MAL IDE SUTARE BRAXEN MOLN REGN
    DIMMA VIND STORM SOL TROMB GRUS SAND LERA SVAMP KANTARELL SOPP MURKLA RIS LJUNG
    KLIPPA BERG DAL LUND HAGE BACKE TORP KVARN SLUSS BRO DAMM KANAL STIG VAD FORS VIK
    UDDE HOLME
"""
CODE_WORDS = _WORDS.split()
TRIES = 200
SIZE_OF_DOT = 8


def free_code(used: Collection[str]) -> str:
    """`GRAN-42`, other than those in use; nothing when hardly any is left."""
    for _try in range(TRIES):
        code = f"{secrets.choice(CODE_WORDS)}-{10 + secrets.randbelow(90)}"
        if code not in used:
            return code
    return ""


def plain_code(said: str) -> str:
    """`GRAN-42`, however it was written: small letters, spaces, no line between."""
    plain = "".join(letter for letter in said.upper() if letter.isalnum())
    word = plain.rstrip("0123456789")
    return f"{word}-{plain[len(word) :]}"


def door_picture(door: str, code: str) -> str:
    """A QR code that leads to the door (a whole address) with the code filled in."""
    return qr_picture(f"{door}?code={code}")


def qr_picture(address: str) -> str:
    """A QR code of a whole address, black on white in every colour scheme; for `<img>`."""
    made = segno.make(address, error="m")
    picture: str = made.svg_data_uri(scale=SIZE_OF_DOT, light="white")
    return picture

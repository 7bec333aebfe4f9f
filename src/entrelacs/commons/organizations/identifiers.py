"""Numbers that tell one structure from another: SIRET, SIREN, RNA."""

import re

from stdnum.exceptions import InvalidChecksum, ValidationError
from stdnum.fr import siret as siret_number

from entrelacs.errors import EntrelacsError

SIRET_LENGTH = 14
SIREN_LENGTH = 9
RNA_LENGTH = 10
# What people and spreadsheets put between the digits, no-break spaces included.
SEPARATORS = re.compile(r"[\s.\u200b-]+")
# Corsica and overseas bear a letter in third place: W2A1002345, W9R1002345.
RNA = re.compile(r"W\d[0-9A-Z]\d{7}")


class SiretInvalid(EntrelacsError):
    """`value` is no SIRET; `reason` is length, letters or checksum."""

    code = "siret-invalid"


class RnaInvalid(EntrelacsError):
    """`value` is no RNA number; `reason` is length or letters."""

    code = "rna-invalid"


def check_siret(text: str) -> str:
    """The 14 digits, or `SiretInvalid`. La Poste, which has a rule of its own, is known.

    >>> check_siret("356 000 000 49837")
    '35600000049837'
    """
    digits = SEPARATORS.sub("", text)
    if not (digits.isascii() and digits.isdigit()) and digits:
        raise SiretInvalid(value=text, reason="letters")
    if len(digits) != SIRET_LENGTH:
        raise SiretInvalid(value=text, reason="length")
    # Zeros satisfy the checksum and stand for "none" in many files.
    if not digits[:SIREN_LENGTH].strip("0"):
        raise SiretInvalid(value=text, reason="checksum")
    try:
        return str(siret_number.validate(digits))
    except InvalidChecksum as fault:
        raise SiretInvalid(value=text, reason="checksum") from fault
    except ValidationError as fault:
        raise SiretInvalid(value=text, reason="letters") from fault


def siren_of(siret: str) -> str:
    """The number of the legal person behind an establishment; raises `SiretInvalid`.

    >>> siren_of("732 829 320 00074")
    '732829320'
    """
    return check_siret(siret)[:SIREN_LENGTH]


def check_rna(text: str) -> str:
    """W and nine characters, or `RnaInvalid`.

    >>> check_rna("w 751 234 567")
    'W751234567'
    """
    number = SEPARATORS.sub("", text).upper()
    if len(number) != RNA_LENGTH:
        raise RnaInvalid(value=text, reason="length")
    if not (number.isascii() and RNA.fullmatch(number)):
        raise RnaInvalid(value=text, reason="letters")
    return number

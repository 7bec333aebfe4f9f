"""Phone numbers as lists write them: with or without their zero, with dots, with a country."""

import re

NUMBER = re.compile(r"\+?[\d][\d\s.\-/()\u00a0]*")
SEVERAL = re.compile(r"\s*(?:[;,|]|\bou\b|\bet\b|(?<=\d)\s*/\s*(?=[+0]))\s*")
FRENCH = 9  # digits after the zero
LONGEST = 20
MOBILE = ("06", "07")


def read_phone(written: str) -> str:
    """A number as it is shown, or nothing when this is not one.

    >>> read_phone("612345678"), read_phone("+33 (0)6.12.34.56.78"), read_phone("0033612345678")
    ('06 12 34 56 78', '06 12 34 56 78', '06 12 34 56 78')
    >>> read_phone("+32 470 12 34 56"), read_phone("poste 12"), read_phone("12/03/2027")
    ('+32 470123456', '', '')
    """
    kept = written.replace("(0)", "").replace("\u202f", " ").strip()
    kept = (
        re.sub(r"^[^\d+(]*", "", kept) if re.match(r"(?i)(t[ée]l|port|mob|fixe|n°)", kept) else kept
    )
    kept = kept.lstrip("'( ")
    if not kept or NUMBER.fullmatch(kept) is None or re.fullmatch(r"\d\d?/\d\d?/\d{2,4}", kept):
        return ""
    digits = re.sub(r"\D", "", kept)
    is_foreign = kept.startswith("+")
    if digits.startswith("00"):
        digits, is_foreign = digits[2:], True
    if digits.startswith("33") and len(digits) == FRENCH + 2:
        digits, is_foreign = digits[2:], False
    elif digits.startswith("330") and len(digits) == FRENCH + 3:
        digits, is_foreign = digits[3:], False
    if is_foreign:
        return f"+{digits[:2]} {digits[2:]}"[:LONGEST] if 8 <= len(digits) <= 15 else ""
    if len(digits) == FRENCH and digits[0] != "0":
        digits = f"0{digits}"
    if len(digits) != FRENCH + 1 or digits[0] != "0" or digits[1] == "0":
        return ""
    return " ".join(digits[n : n + 2] for n in range(0, len(digits), 2))


def read_phones(cells: list[str]) -> tuple[str, list[str]]:
    """The number to keep, a mobile one first; and what was written besides it.

    >>> read_phones(["05 56 11 22 33 / 06 12 34 56 78"])
    ('06 12 34 56 78', ['05 56 11 22 33'])
    """
    numbers: list[str] = []
    others: list[str] = []
    for part in (part for cell in cells for part in SEVERAL.split(cell) if part.strip()):
        number = read_phone(part)
        if not number:
            others.append(part)
        elif number not in numbers:
            numbers.append(number)
    kept = next((each for each in numbers if each.startswith(MOBILE)), next(iter(numbers), ""))
    return kept, [*(each for each in numbers if each != kept), *others]

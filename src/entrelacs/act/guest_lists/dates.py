"""Days that workbooks keep as numbers, told by the format of their cell."""

import datetime
import re

# Formats of dates that every workbook knows by their number.
DATES = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
NOT_A_DATE = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.')
FIRST_DAY = datetime.datetime(1899, 12, 30, tzinfo=datetime.UTC)
# What workbooks begun on an old Macintosh count later by.
LATER_BY = datetime.timedelta(days=1462)
LAST_SERIAL = 2_958_465


def is_date_format(key: int, code: str) -> bool:
    """Whether a format shows a number as a date.

    >>> is_date_format(14, ""), is_date_format(165, 'dd/mm/yyyy'), is_date_format(166, '0 "jours"')
    (True, True, False)
    """
    shown = NOT_A_DATE.sub("", code).lower()
    return key in DATES or any(letter in shown for letter in "ymd")


def date_of(number: str, first_day: datetime.datetime) -> str:
    """The day, the moment or the hour that a number stands for; the number when it is none.

    >>> date_of("46458", FIRST_DAY), date_of("0.5", FIRST_DAY), date_of("x", FIRST_DAY)
    ('2027-03-12', '12:00', 'x')
    """
    try:
        serial = float(number)
    except ValueError:
        return number
    if not 0 <= serial <= LAST_SERIAL:
        return number
    moment = first_day + datetime.timedelta(seconds=round(serial * 86_400))
    if serial < 1:
        return f"{moment:%H:%M}"
    return f"{moment:%Y-%m-%d}" if serial == int(serial) else f"{moment:%Y-%m-%d %H:%M}"

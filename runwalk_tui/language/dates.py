"""Names of days and months, short, in the language in use: strftime would ask the system's."""

from datetime import date

from runwalk_tui.language.text import table

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
DAY = "{day} {month}"
DAY_OF_YEAR = "{day} {month} {year}"


def weekday(day: date) -> str:
    """``Mon``."""
    return DAYS[day.weekday()]


def month(day: date) -> str:
    """``Nov``."""
    return MONTHS[day.month - 1]


def day_and_month(day: date) -> str:
    """``30 Nov``."""
    return DAY.format(day=day.day, month=month(day))


def day_of_year(day: date) -> str:
    """``30 Nov 2026``."""
    return DAY_OF_YEAR.format(day=day.day, month=month(day), year=day.year)


table(__name__)

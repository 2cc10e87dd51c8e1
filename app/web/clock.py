"""What time it is: the one place of the web app that reads the clock."""

import datetime as dt


def now() -> dt.datetime:
    """Give the moment, with the zone of this machine."""
    return dt.datetime.now().astimezone()


def today() -> dt.date:
    """Give the day, by the clock of this machine."""
    return now().date()

"""Moments as one says them: `kl. 14.02`, `i går kl. 9.15`, `3. april kl. 9.15`."""

from datetime import date, datetime

from kbh_desktop.i18n import _, long_date, n_


def time_text(moment: datetime) -> str:
    """Return the local time of day, `14.02`."""
    local = moment.astimezone()
    return f"{local.hour}.{local.minute:02d}"


def moment_text(moment: datetime, now: datetime) -> str:
    """Return the day, unless it is today, and the time of day."""
    time = time_text(moment)
    days = (now.astimezone().date() - moment.astimezone().date()).days
    if days == 0:
        return _("at {time}").format(time=time)
    if days == 1:
        return _("yesterday at {time}").format(time=time)
    return _("{day} at {time}").format(day=long_date(moment.astimezone().date()), time=time)


def days_left_text(due: date, today: date) -> str:
    """Return how far `due` is from `today`, such as `5 dage over` or `I morgen`."""
    days = (due - today).days
    if days < 0:
        return n_("{count} day over", "{count} days over", -days).format(count=-days)
    if days == 0:
        return _("Today")
    if days == 1:
        return _("Tomorrow")
    return n_("In {count} day", "In {count} days", days).format(count=days)

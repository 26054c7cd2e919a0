"""Reads every .ics file below a folder with a library that is not ours and says what it found, as JSON.

For each file: its name, and for each event the properties as the library understands them and every single time it
takes place, worked out from RRULE and EXDATE by dateutil.
"""

import datetime
import json
import pathlib
import sys

import icalendar
from dateutil.rrule import rruleset, rrulestr


def times(event):
    """Every start of an event, and how many minutes it lasts; days for events of whole days."""
    start, end = event["DTSTART"].dt, event["DTEND"].dt
    if not isinstance(start, datetime.datetime):
        return [f"{start} {end}"]
    assert start.utcoffset() == datetime.timedelta(hours=8), start
    zone = start.tzinfo
    rules = rruleset()
    if "RRULE" in event:
        rule = event["RRULE"].to_ical().decode()
        rules.rrule(rrulestr(rule, dtstart=start.replace(tzinfo=None)))
    else:
        rules.rdate(start.replace(tzinfo=None))
    free = event.get("EXDATE", [])
    for dates in free if isinstance(free, list) else [free]:
        for date in dates.dts:
            rules.exdate(date.dt.replace(tzinfo=None))
    minutes = int((end - start).total_seconds() // 60)
    return [f"{at.replace(tzinfo=zone).isoformat()} {minutes}" for at in rules]


def event(of):
    """One event."""
    text = lambda name: str(of[name]) if name in of else None
    names = ["UID", "SUMMARY", "DESCRIPTION", "LOCATION", "CONTACT", "STATUS", "SEQUENCE", "URL", "TRANSP"]
    return {**{name: text(name) for name in names}, "DTSTAMP": of["DTSTAMP"].dt.isoformat(), "times": times(of)}


def calendar(path):
    """One file; a property that the library cannot read is a failure."""
    read = icalendar.Calendar.from_ical(path.read_bytes())
    assert read.name == "VCALENDAR" and str(read["VERSION"]) == "2.0" and read["PRODID"], path
    for component in read.walk():
        assert not component.errors, f"{path}: {component.name}: {component.errors}"
    zones = [str(zone["TZID"]) for zone in read.walk("VTIMEZONE")]
    assert zones == ["Asia/Shanghai"], zones
    return {"name": str(read["X-WR-CALNAME"]), "events": [event(of) for of in read.walk("VEVENT")]}


folder = pathlib.Path(sys.argv[1])
files = {str(path.relative_to(folder)): calendar(path) for path in sorted(folder.rglob("*.ics"))}
print(json.dumps(files, ensure_ascii=False))

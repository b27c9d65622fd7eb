"""The same instances for FET (Debian `fet`), a timetabling program, to compare plans with.

FET can't choose people: it gets those of a plan of ours. What it has no words for is left out, and
counted by the second opinion afterwards: most lessons a week, and the same person twice.
"""

import os
import shutil
import subprocess
import time
from pathlib import Path
from xml.etree import ElementTree as ET

COMMAND = "fet-cl"
CERTAIN, WISHED = "100", "95"
LEAST_HOURS = 3
"""On a day with lessons: as near as FET comes to no day with a single session."""
QUIET = (
    *("days_horizontal", "days_vertical", "time_horizontal", "time_vertical", "subgroups"),
    *("groups", "years", "teachers", "teachers_free_periods", "rooms", "subjects"),
    *("activity_tags", "activities", "statistics"),
)


def is_installed():
    """Return whether FET's command is there."""
    return shutil.which(COMMAND) is not None


def timetable(raw, placed, folder, *, wishes, limit_s, seed=1):
    """Return FET's plan as our answer has it, or None, and the seconds it took.

    `placed` is a plan of ours that gives the people; with `wishes` FET heeds those it knows.
    """
    writer = _Writer(raw, placed)
    source, out = Path(folder) / "instance.fet", Path(folder) / "out"
    shutil.rmtree(out, ignore_errors=True)
    ET.ElementTree(writer.document(wishes=wishes)).write(source, "utf-8", xml_declaration=True)
    began = time.perf_counter()
    subprocess.run(
        [
            COMMAND,
            f"--inputfile={source}",
            f"--outputdir={out}",
            f"--timelimitseconds={limit_s}",
            "--htmllevel=0",
            *(f"--writetimetables{name.replace('_', '')}=false" for name in QUIET),
            *(f"--randomseeds{part}={seed}" for part in ("10", "11", "12", "20", "21", "22")),
        ],
        capture_output=True,
        check=False,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    seconds = time.perf_counter() - began
    found = [
        path
        for path in out.glob("timetables/**/*_data_and_timetable.fet")
        if "highest" not in path.name and "current" not in path.name
    ]
    return (writer.read(found[0]) if found else None), seconds


class _Writer:
    """One instance in FET's format."""

    def __init__(self, raw, placed):
        self.raw, self.placed = raw, placed
        self.days, self.slots = raw["calendar"]["days"], raw["calendar"]["slots_per_day"]
        self.kinds = {each["id"]: each["kind"] for each in raw["resources"]}
        self.numbers = {each["id"]: str(n + 1) for n, each in enumerate(raw["sessions"])}

    def document(self, *, wishes):
        """Return the whole file."""
        root = ET.Element("fet", version="6.8.5")
        _add(root, "Mode", "Official")
        _add(root, "Institution_Name", "Fast Track")
        _add(root, "Comments", "")
        self._calendar(root)
        _names(root, "Subjects_List", "Subject", [each["id"] for each in self.raw["sessions"]])
        _add(root, "Activity_Tags_List")
        people = [each["id"] for each in self.raw["resources"] if each["kind"] != "room"]
        _names(root, "Teachers_List", "Teacher", people, Target_Number_of_Hours="0")
        self._students(root)
        self._activities(root)
        _names(root, "Buildings_List", "Building", self.raw["places"])
        self._rooms(root)
        self._time(_add(root, "Time_Constraints_List"), wishes=wishes)
        self._space(_add(root, "Space_Constraints_List"))
        _add(root, "Timetable_Generation_Options_List")
        return root

    def _calendar(self, root):
        days = _add(root, "Days_List")
        _add(days, "Number_of_Days", len(self.days))
        _names(days, None, "Day", self.days)
        hours = _add(root, "Hours_List")
        _add(hours, "Number_of_Hours", self.slots)
        _names(hours, None, "Hour", [f"L{n}" for n in range(self.slots)])

    def _students(self, root):
        """Write a year for each course, with its people as groups."""
        years = _add(root, "Students_List")
        for course in dict.fromkeys(each["course"] for each in self.raw["sessions"]):
            year = _add(years, "Year")
            _fill(year, Name=course, Number_of_Students=0, Number_of_Categories=0, Separator=" ")
            for group in self.raw["groups"]:
                if group["id"].startswith(f"{course}-"):
                    _fill(_add(year, "Group"), Name=group["id"], Number_of_Students=1)

    def _activities(self, root):
        found = _add(root, "Activities_List")
        for session in self.raw["sessions"]:
            activity = _add(found, "Activity")
            for name in self.placed[session["id"]]["resources"]:
                if self.kinds[name] != "room":
                    _add(activity, "Teacher", name)
            is_whole = len(session["groups"]) > 1
            _fill(
                activity,
                Subject=session["id"],
                Students=session["course"] if is_whole else session["groups"][0],
                Duration=session["slots"],
                Total_Duration=session["slots"],
                Id=self.numbers[session["id"]],
                Activity_Group_Id=0,
                Active="true",
            )

    def _rooms(self, root):
        """Write the rooms, and one outside each place for what needs none."""
        found = _add(root, "Rooms_List")
        rooms = [(r["id"], r["places"][0]) for r in self.raw["resources"] if r["kind"] == "room"]
        outside = [(f"outside {each['id']}", each["place"]) for each in self._roomless()]
        for name, place in (*rooms, *outside):
            _fill(_add(found, "Room"), Name=name, Building=place, Capacity=30000, Virtual="false")

    def _roomless(self):
        return [s for s in self.raw["sessions"] if all(n["kind"] != "room" for n in s["needs"])]

    def _time(self, rules, *, wishes):
        _rule(rules, "ConstraintBasicCompulsoryTime", CERTAIN)
        closed = [(d, n) for d in self.raw["calendar"]["closed"] for n in range(self.slots)]
        _times(_rule(rules, "ConstraintBreakTimes", CERTAIN), "Break_Time", closed)
        for resource in self.raw["resources"]:
            if resource["kind"] != "room" and resource.get("unavailable"):
                rule = _rule(rules, "ConstraintTeacherNotAvailableTimes", CERTAIN)
                _add(rule, "Teacher", resource["id"])
                _times(rule, "Not_Available_Time", _cells(resource["unavailable"]))
        for group in self.raw["groups"]:
            rule = _rule(rules, "ConstraintStudentsSetNotAvailableTimes", CERTAIN)
            _add(rule, "Students", group["id"])
            _times(rule, "Not_Available_Time", _cells(group["unavailable"]))
        for session in self.raw["sessions"]:
            rule = _rule(rules, "ConstraintActivityPreferredStartingTimes", CERTAIN)
            _add(rule, "Activity_Id", self.numbers[session["id"]])
            starts = [
                (d, n) for d in self.days for n in range(self.slots) if self._may(session, d, n)
            ]
            _starts(rule, starts)
        for order in self.raw["order"]:
            rule = _rule(rules, "ConstraintTwoActivitiesOrdered", CERTAIN)
            _add(rule, "First_Activity_Id", self.numbers[order["before"]])
            _add(rule, "Second_Activity_Id", self.numbers[order["after"]])
        if wishes:
            self._wishes(rules)

    def _may(self, session, day, slot):
        end = slot + session["slots"]
        lunch = self.raw["calendar"]["breaks"][0]["after_slot"]
        crosses = slot < lunch < end and not session.get("may_cross_break")
        inside = session["earliest"] <= day <= session["latest"] and end <= self.slots
        is_open = day not in self.raw["calendar"]["closed"]
        return inside and is_open and not crosses and slot in session.get("start_slots", [slot])

    def _wishes(self, rules):
        for rule in self.raw["spread"]:
            apart = _rule(rules, "ConstraintMinDaysBetweenActivities", WISHED)
            _add(apart, "Consecutive_If_Same_Day", "false")
            _add(apart, "Number_of_Activities", len(rule["sessions"]))
            for name in rule["sessions"]:
                _add(apart, "Activity_Id", self.numbers[name])
            _add(apart, "MinDays", rule["min_days"])
        noon = self.raw["calendar"]["breaks"][0]["after_slot"]
        for session in self.raw["sessions"]:
            if session.get("half") == "morning":
                rule = _rule(rules, "ConstraintActivityPreferredStartingTimes", WISHED)
                _add(rule, "Activity_Id", self.numbers[session["id"]])
                days = [d for d in self.days if self._may(session, d, 0)]
                _starts(rule, [(d, n) for d in days for n in range(noon - session["slots"] + 1)])
        full = _rule(rules, "ConstraintStudentsMinHoursDaily", CERTAIN)
        _fill(full, Minimum_Hours_Daily=LEAST_HOURS, Allow_Empty_Days="true")

    def _space(self, rules):
        _rule(rules, "ConstraintBasicCompulsorySpace", CERTAIN)
        for session in self.raw["sessions"]:
            needs = [each for each in session["needs"] if each["kind"] == "room"]
            rooms = [
                each["id"]
                for each in self.raw["resources"]
                for need in needs
                if each["kind"] == "room"
                and need["skill"] in each["skills"]
                and session["place"] in each["places"]
            ] or [f"outside {session['id']}"]
            rule = _rule(rules, "ConstraintActivityPreferredRooms", CERTAIN)
            _add(rule, "Activity_Id", self.numbers[session["id"]])
            _add(rule, "Number_of_Preferred_Rooms", len(rooms))
            for room in rooms:
                _add(rule, "Preferred_Room", room)
        moves = _rule(rules, "ConstraintTeachersMaxBuildingChangesPerDay", CERTAIN)
        _add(moves, "Max_Building_Changes_Per_Day", 0)

    def read(self, path):
        """Return FET's answer in our words."""
        root = ET.parse(path).getroot()
        names = {number: name for name, number in self.numbers.items()}
        rooms = {
            each.findtext("Activity_Id"): each.findtext("Room")
            for each in root.iter("ConstraintActivityPreferredRoom")
        }
        found = {}
        for each in root.iter("ConstraintActivityPreferredStartingTime"):
            number = each.findtext("Activity_Id")
            given = self.placed[names[number]]["resources"]
            found[names[number]] = {
                "day": each.findtext("Preferred_Day"),
                "slot": int(each.findtext("Preferred_Hour")[1:]),
                "resources": [rooms[number] if self.kinds[n] == "room" else n for n in given],
            }
        return found


def _add(parent, tag, text=None):
    child = ET.SubElement(parent, tag)
    child.text = None if text is None else str(text)
    return child


def _fill(parent, **parts):
    for tag, text in parts.items():
        _add(parent, tag, text)


def _names(root, group, tag, names, **more):
    parent = root if group is None else _add(root, group)
    for name in names:
        _fill(_add(parent, tag), Name=name, **more)


def _rule(rules, tag, weight):
    rule = _add(rules, tag)
    _add(rule, "Weight_Percentage", weight)
    _add(rule, "Active", "true")
    return rule


def _times(rule, tag, cells):
    _add(rule, f"Number_of_{tag}s", len(cells))
    for day, slot in cells:
        _fill(_add(rule, tag), Day=day, Hour=f"L{slot}")


def _starts(rule, starts):
    _add(rule, "Number_of_Preferred_Starting_Times", len(starts))
    for day, slot in starts:
        each = _add(rule, "Preferred_Starting_Time")
        _fill(each, Preferred_Starting_Day=day, Preferred_Starting_Hour=f"L{slot}")


def _cells(spans):
    return sorted({(day, first + n) for day, first, slots in spans for n in range(slots)})

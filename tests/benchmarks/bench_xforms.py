"""How fast a form of the size of WHO's verbal autopsy loads and answers.

python tests/benchmarks/bench_xforms.py

Where ORACLE names a folder with ODK's own engine in its node_modules, that is timed in the same
run.
"""

import json
import os
import resource
import subprocess
import tempfile
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from statistics import median
from time import perf_counter

from kbh_desktop.xforms.definition import load_form
from kbh_desktop.xforms.model import Form
from kbh_desktop.xforms.session import Session

Figure = tuple[str, float, str, str]
SECTIONS = 20
QUESTIONS = 30
NOON = datetime(2026, 1, 2, 12, tzinfo=UTC)


def large_form() -> bytes:
    """Return an XForm of 600 questions and about 1,060 rules in 20 sections."""
    fields, binds, texts, controls = [], [], [], []
    for section in range(SECTIONS):
        inside, asked = [], []
        for number in range(QUESTIONS):
            ref = f"/data/s{section}/q{number}"
            inside.append(f"<q{number}/>")
            binds.append(_bind(section, number, ref))
            texts.append(
                f'<text id="{ref}:label"><value>Question {number} of '
                f'<output value=" /data/s0/q0 "/></value></text>'
                if number % 10 == 0
                else f'<text id="{ref}:label"><value>Question {number}</value></text>'
            )
            asked.append(_control(number, ref))
        fields.append(f"<s{section}>{''.join(inside)}</s{section}>")
        relevant = "/data/s0/q0 != 'skip'" if section else "true()"
        binds.append(f'<bind nodeset="/data/s{section}" relevant="{relevant}"/>')
        controls.append(f'<group ref="/data/s{section}">{"".join(asked)}</group>')
    itext = "".join(
        f'<translation lang="{language}">{"".join(texts)}</translation>'
        for language in ("Dansk (da)", "English (en)")
    )
    items = "".join(f"<item><name>c{n}</name><label>C{n}</label></item>" for n in range(10))
    return (
        '<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml">'
        f"<h:head><h:title>Large</h:title><model><itext>{itext}</itext>"
        f'<instance><data id="large" version="1">{"".join(fields)}</data></instance>'
        f'<instance id="list"><root>{items}</root></instance>{"".join(binds)}</model></h:head>'
        f"<h:body>{''.join(controls)}</h:body></h:html>"
    ).encode()


def _bind(section: int, number: int, ref: str) -> str:
    before = f"/data/s{section}/q{max(0, number - 1)}"
    far = f"/data/s{section - 1}/q{number}" if section else before
    kind = number % 6
    if kind == 1:
        rules = f"relevant=\"{before} = 'yes' or {far} = 'yes'\" required=\"true()\""
    elif kind == 2:
        rules = 'type="int" constraint=". &gt;= 0 and . &lt; 120" required="true()"'
    elif kind == 3:
        rules = f"calculate=\"if({before} &gt; 17, 'adult', 'child')\""
    elif kind == 4:
        rules = f"relevant=\"selected({before}, 'adult') and not(selected({far}, 'c1'))\""
    elif kind == 5:
        rules = f'relevant="count-selected({before}) &gt; 0" constraint="regex(., \'^[a-z]+$\')"'
    else:
        rules = "relevant=\"/data/s0/q0 != 'never'\"" if section or number else ""
    return f'<bind nodeset="{ref}" {rules}/>'


def _control(number: int, ref: str) -> str:
    label = f"<label ref=\"jr:itext('{ref}:label')\"/>"
    if number % 6 == 3:
        return ""
    if number % 6 == 4:
        itemset = "<itemset nodeset=\"instance('list')/root/item\">"
        return (
            f'<select ref="{ref}">{label}{itemset}<value ref="name"/>'
            '<label ref="label"/></itemset></select>'
        )
    return f'<input ref="{ref}">{label}</input>'


def _session(form: Form) -> Session:
    numbers = count()
    return Session(form, clock=lambda: NOON, new_id=lambda: str(next(numbers)))


def _views(session: Session) -> None:
    session.set("/data/s0/q0", "go")
    for section in range(SECTIONS):
        session.view(section, ("da", "en"))


def _timed(work: object, repetitions: int) -> float:
    times = []
    for _repetition in range(repetitions):
        begin = perf_counter()
        work()
        times.append((perf_counter() - begin) * 1000)
    return median(times)


def run() -> list[Figure]:
    """Return the figures."""
    xml = large_form()
    begin = perf_counter()
    form = load_form(xml)
    first_load_ms = (perf_counter() - begin) * 1000
    session = _session(form)
    answers = iter(range(10_000))
    rules = len(form.graph.rules)
    return [
        ("nodes", len(form.elements), "", "about 600"),
        ("rules", rules, "", "about 1,000"),
        ("load, cold", first_load_ms, "ms", "<= 300"),
        ("begin a session", _timed(lambda: _session(form), 5), "ms", ""),
        (
            "one answer with its consequences",
            _timed(lambda: session.set("/data/s3/q2", str(next(answers) % 100)), 50),
            "ms",
            "<= 10",
        ),
        (
            "the answer that 120 rules listen to",
            _timed(lambda: session.set("/data/s0/q0", f"x{next(answers)}"), 20),
            "ms",
            "<= 10",
        ),
        (
            "the answer that hides 570 questions",
            _timed(lambda: session.set("/data/s0/q0", "skip" if next(answers) % 2 else "go"), 20),
            "ms",
            "<= 10",
        ),
        ("all 20 sections shown in two languages", _timed(lambda: _views(session), 5), "ms", ""),
        ("problems", _timed(lambda: session.problems("da"), 10), "ms", ""),
        ("submission", _timed(session.submission, 10), "ms", ""),
        (
            "memory of this process",
            resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000,
            "MB",
            "< 150",
        ),
        *_beside_odk(xml),
    ]


def _memory_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


def _beside_odk(xml: bytes) -> list[Figure]:
    """Return the same of ODK's own engine, `@getodk/xforms-engine`, where it is installed."""
    if not os.environ.get("ORACLE"):
        return []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "large.xml")
        path.write_bytes(xml)
        script = Path(__file__).with_name("odk_speed.mjs")
        run = subprocess.run(
            ["node", str(script), str(path)],
            capture_output=True,
            check=True,
            env={**os.environ, "TZ": "UTC"},
        )
    found = json.loads(run.stdout)
    return [
        ("ODK's engine: load", found["load"], "ms", ""),
        ("ODK's engine: one answer", found["one"], "ms", ""),
        ("ODK's engine: the answer that 120 rules listen to", found["heard"], "ms", ""),
        ("ODK's engine: the answer that hides 570 questions", found["hides"], "ms", ""),
        ("ODK's engine: memory", found["mb"], "MB", ""),
    ]


if __name__ == "__main__":
    for name, value, unit, goal in run():
        print(f"{name:45} {value:10.2f} {unit:3} {goal}")

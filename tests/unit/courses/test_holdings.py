"""What courses hold about a person, for whoever asks."""

from datetime import date, time

from kbh_desktop.courses.attendance import Mark

TUESDAY = date(2026, 4, 7)


def test_everything_about_one_person_is_told_and_nothing_of_others(world):
    course = world.course()
    session = world.place(course, "w1a", TUESDAY, 4)
    amina, bilal = world.person("Amina"), world.person("Bilal")
    visit = world.participants.visits.add(course.id, "Hotel Fjordblik", day=TUESDAY)
    for person, mark in ((amina, Mark.LATE), (bilal, Mark.UNLAWFUL)):
        world.participants.enrol(course.id, person, on=TUESDAY)
        world.participants.mark(course.id, session, 2, person, mark, minutes_late=10)
    world.participants.visits.join(visit.id, amina)
    world.participants.talks.add(course.id, amina, TUESDAY, time(14), note="vil lære at svejse")
    world.participants.placements.add(course.id, amina, "Smedjen", date(2026, 5, 18))
    world.participants.leave(course.id, amina, "job", date(2026, 4, 10))
    (held,) = world.participants.held_about(amina)
    assert held.title == "Hold 1"
    rows = dict(held.rows)
    assert rows["Status"] == "stoppet på forløbet"
    assert rows["Hvorfor personen stoppede"] == "fik job"
    assert rows["Virksomhedsbesøg"] == "Hotel Fjordblik 07-04-2026"
    assert "svejse" in rows["Individuel samtale"]
    assert rows["Praktik"] == "Smedjen 18-05-2026"
    assert rows["07-04-2026 Velkommen og kontrakt lektion 2"] == "10 minutter for sent"
    assert not any("ulovligt" in value for _label, value in held.rows)
    assert world.participants.held_about(world.person("Chadi")) == ()


def test_a_mark_of_a_lesson_that_is_gone_is_still_told(world):
    course = world.course()
    session = world.place(course, "w1a", TUESDAY, 4)
    person = world.person("Amina")
    world.participants.enrol(course.id, person, on=TUESDAY)
    world.participants.mark(course.id, session, 1, person, Mark.PRESENT)
    world.courses.remove_session(course.id, session)
    (held,) = world.participants.held_about(person)
    assert "til stede" in dict(held.rows).values()

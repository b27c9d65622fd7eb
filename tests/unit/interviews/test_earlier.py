"""A follow-up shows, beside each question, what was said in the interview before."""

GIVEN, PHONE, WORKED = "/data/about/given_name", "/data/about/phone", "/data/work/worked"
JOBS = "/data/work/jobs"
MATTERS, WHAT = "/data/health/matters", "/data/health/what"
WHOLE = {
    GIVEN: "Amal",
    WORKED: "yes",
    f"{JOBS}[1]/title": "Bager",
    f"{JOBS}[2]/title": "Kok",
    MATTERS: "yes",
    WHAT: "løfte",
}
FOLLOW_UP = """
| survey | type | name | label::Dansk (da) | bind::kbh:earlier |
|  | begin_group | all | Alt |  |
|  | select_one yn | work_again | Er noget nyt om arbejde? | work |
|  | text | number | Hvad er dit nummer nu? | phone |
|  | text | hurts | Hvad er svært? | what |
|  | select_one yn | health_again | Er noget nyt om helbred? | health |
|  | end_group |  |  |  |
| choices | list_name | name | label::Dansk (da) |
|  | yn | yes | Ja |
| settings | form_title | form_id | version | default_language | namespaces |
|  | Opfølgning | followup | 1 | Dansk (da) | kbh="urn:kbh:forms" |
"""


def test_a_follow_up_shows_what_its_form_names_in_the_interview_before(
    office, amal, clock, tmp_path
):
    (tmp_path / "followup.md").write_text(FOLLOW_UP, "utf-8")
    app = office.app
    app.interviews.publish(tmp_path / "followup.md")
    app.interviews.fill(amal, "samtale1", {**WHOLE, PHONE: "20304050"}, finish=True)
    clock.advance(days=30)
    second = app.interviews.open(app.interviews.start(amal, "followup").id)
    said = second.earlier("/data/all/work_again").lines
    assert ("Har du arbejdet?", "Ja") in said
    assert ("Hvad arbejdede du som?", "Kok") in said
    assert second.earlier("/data/all/number").value == "20304050"
    assert second.earlier("/data/all/hurts") is None
    assert second.earlier("/data/all/health_again") is None

"""Scenarios 15 and 16 of DOMAIN 9.2, about how a plan is printed: made, read and worked by hand."""

import datetime as dt
import io

import pytest
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from extractors.plan import read_plan
from models.delivery import Evidence
from models.gap import Bucket
from pipeline.calendars.open_days import SchoolDays
from pipeline.findings.find import findings
from tests.pipeline.scenario import evidence, school_calendar
from tests.plans.scanned import scanned

WINDOW = (dt.date(2025, 9, 3), dt.date(2025, 12, 18))
DAYS = SchoolDays(school_calendar({}))
STYLE = getSampleStyleSheet()
FRONT = ("EDUCATION, HEALTH AND CARE PLAN", "Final plan", "Name: Maya Okafor", "Date of birth: 03/05/2014",
         "Local authority: Halden County Council", "Date of final plan: 12 June 2025")


def pdf(*blocks):
    """The bytes of a plan with its front lines, then paragraphs and tables."""
    flow = [Paragraph(line, STYLE["Normal"]) for line in FRONT] + [Spacer(1, 20)]
    for block in blocks:
        flow += [block if isinstance(block, Table) else Paragraph(block, STYLE["Normal"]), Spacer(1, 12)]
    out = io.BytesIO()
    SimpleDocTemplate(out, pagesize=landscape(A4)).build(flow)
    return out.getvalue()


def read(tmp_path, content):
    path = tmp_path / "plan.pdf"
    path.write_bytes(content)
    return read_plan(path)


def compared(reading, records: Evidence):
    return {one.provision_id: one for one in findings(reading, records, DAYS, WINDOW, WINDOW[1]).findings}


def one_table():
    """Need, outcome and provision side by side; a need that spans two provisions, and an outcome with an amount."""
    rows = [["Section B: special educational needs", "Section E: outcomes", "Section F: special educational provision"],
            ["Maya's speech is hard to understand.", "Maya will use ten new words each week by July 2026.",
             "45 minutes of individual speech and language therapy every week from a speech and language therapist."],
            ["", "", "A teaching assistant will practise the speech targets with Maya for 10 minutes every day."],
            ["Maya finds sums hard.", "Maya will add numbers to 20.",
             "Mathematics in a group of no more than four for 30 minutes twice a week, led by a teacher."]]
    cells = [[Paragraph(words, STYLE["Normal"]) for words in row] for row in rows]
    return Table(cells, colWidths=[220, 220, 260], style=TableStyle([
        ("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("SPAN", (0, 1), (0, 2)), ("SPAN", (1, 1), (1, 2)),
        ("VALIGN", (0, 0), (-1, -1), "TOP")]))


def test_16_one_table_for_needs_outcomes_and_provision(tmp_path):
    """72 days x 45 min ÷ 5, or 15 weeks; 72 days x 10 min; 15 weeks x 2 x 30 min. The outcome is no provision."""
    reading = read(tmp_path, pdf(one_table(), "Section I: Elm Row School"))
    assert [(one.id, one.section) for one in reading.provisions] == [("F1", "F"), ("F2", "F"), ("F3", "F")]
    rows = [{"dates": ["2025-09-10", "2025-09-17"], "label": "SaLT", "staff": "SaLT", "minutes": 45}]
    found = compared(reading, evidence({"rows": rows}))
    assert {identity: one.due.minutes for identity, one in found.items()} == {
        "F1": (648, 675), "F2": (720, 720), "F3": (900, 900)}
    assert found["F1"].ledger.buckets[Bucket.DELIVERED].minutes == 90


def struck_plan():
    """Three items, the second with a line through it."""
    return pdf("<b>Section F: Special educational provision</b>",
               "F1. One 45-minute session of individual speech therapy each week from a speech and language therapist.",
               "<strike>F2. Thirty minutes of reading with a teaching assistant every single day.</strike>",
               "F3. Mathematics in a group of no more than four for 30 minutes once a week, led by a teacher.",
               "<b>Section I: Placement</b>", "Elm Row School")


@pytest.mark.parametrize("made", [pytest.param(lambda content: content, id="printed"),
                                  pytest.param(lambda content: scanned(content, 3), id="scanned")])
def test_15_words_struck_out_are_no_provision(tmp_path, made):
    """15 weeks x 45 min and 15 weeks x 30 min; what is struck out is not due."""
    reading = read(tmp_path, made(struck_plan()))
    found = compared(reading, Evidence())
    assert sorted(one.due.minutes for one in found.values()) == [(450, 450), (675, 675)]


def test_15_that_words_were_left_out_is_said(tmp_path):
    assert "struck_through" in {doubt.code for doubt in read(tmp_path, struck_plan()).warnings}

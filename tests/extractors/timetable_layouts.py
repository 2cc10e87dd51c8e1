"""Twelve timetables, each laid out as another school would: how it is drawn, and the slots that are in it."""

import docx

from tests.extractors.papers import write_csv, write_docx, write_pdf, write_plain_pdf, write_xlsx

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri")
FULL = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")


def expected(text):
    """Slots written one a line: "A Mon 0900-1000 English | KB"; a week of "*" is every week."""
    return {" ".join(line.split()) for line in text.strip().splitlines()}


def primary_workbook(at):
    """Times beside, merged title, breaks and assembly across, topic down, therapies with times of their own."""
    rows = [
        ["Pennyhollow Primary - Class 5 timetable - Nell A-I - Autumn 2025", "", "", "", "", ""], [],
        ["Time", *FULL],
        ["8.45 – 9.00", "Registration", "", "", "", ""],
        ["9.00 – 10.00", "Maths (TA: KB)", "Maths (TA: KB)", "Maths", "Maths + TA", "Maths"],
        ["10.00 – 10.20", "ASSEMBLY", "", "", "", "Celebration assembly"],
        ["10.20 – 10.35", "BREAK", "", "", "", ""],
        ["10.35 – 11.35", "English", "SaLT (HC) 10.35–11.05\nEnglish 11.05–11.35", "English – KB supporting",
         "English", "Spelling (KB) 15 mins"],
        ["11.35 – 12.15", "Reading w KB", "Guided reading", "PE (hall)", "Music Mr Khan", "RE"],
        ["12.15 – 1.15", "LUNCH", "", "", "", ""],
        ["1.15 – 2.15", "Topic (Mrs Orr)", "Science", "Art", "PE (field)", "Computing"],
        ["2.15 – 3.15", "", "Science", "OT (SL) from 6/10", "PSHE", "ELSA – Mrs Green 2.15–2.45"],
    ]
    return write_xlsx(at / "t.xlsx", {"Aut 25": rows}, [("Aut 25", area) for area in (
        "A1:F1", "B4:F4", "B6:E6", "B7:F7", "B10:F10", "B11:B12")])


PRIMARY = """
* Mon 0845-0900 Registration |
* Tue 0845-0900 Registration |
* Wed 0845-0900 Registration |
* Thu 0845-0900 Registration |
* Fri 0845-0900 Registration |
* Mon 0900-1000 Maths | TA: KB
* Tue 0900-1000 Maths | TA: KB
* Wed 0900-1000 Maths |
* Thu 0900-1000 Maths | TA
* Fri 0900-1000 Maths |
* Mon 1000-1020 ASSEMBLY |
* Tue 1000-1020 ASSEMBLY |
* Wed 1000-1020 ASSEMBLY |
* Thu 1000-1020 ASSEMBLY |
* Fri 1000-1020 Celebration assembly |
* Mon 1020-1035 BREAK |
* Tue 1020-1035 BREAK |
* Wed 1020-1035 BREAK |
* Thu 1020-1035 BREAK |
* Fri 1020-1035 BREAK |
* Mon 1035-1135 English |
* Tue 1035-1105 SaLT | HC
* Tue 1105-1135 English |
* Wed 1035-1135 English | KB
* Thu 1035-1135 English |
* Fri 1035-1135 (15) Spelling | KB
* Mon 1135-1215 Reading | KB
* Tue 1135-1215 Guided reading |
* Wed 1135-1215 PE |
* Thu 1135-1215 Music | Mr Khan
* Fri 1135-1215 RE |
* Mon 1215-1315 LUNCH |
* Tue 1215-1315 LUNCH |
* Wed 1215-1315 LUNCH |
* Thu 1215-1315 LUNCH |
* Fri 1215-1315 LUNCH |
* Mon 1315-1515 Topic | Mrs Orr
* Tue 1315-1415 Science |
* Wed 1315-1415 Art |
* Thu 1315-1415 PE |
* Fri 1315-1415 Computing |
* Tue 1415-1515 Science |
* Wed 1415-1515 OT | SL from 2025-10-06
* Thu 1415-1515 PSHE |
* Fri 1415-1445 ELSA | Mrs Green
"""


def secondary_workbook(at):
    """A sheet for each week, days down, times in the header cells, doubles merged, codes of subject, teacher, room."""
    head = ["", "Tutor\n8:40-9:00", "P1\n9:00-10:00", "P2\n10:00-11:00", "P3\n11:20-12:20", "P4\n13:05-14:05",
            "P5\n14:05-15:05"]
    week_a = [["Priya Ravenscroft 8K"], head,
              ["Monday", "Mentor (JT)", "En\nJSM\nE12", "Ma\nRWT\nM4", "Sc\nPAL\nS2", "Te\nDOB\nT1", ""],
              ["Tuesday", "", "Ma / RWT / M4", "Dyslexia tchr\nV Lindholm", "En / JSM / E12", "Hi / CAW / H3",
               "Fr / BEA / L1"],
              ["Wednesday", "", "Sc, PAL, S2", "En, JSM, E12 + TA", "Ma, RWT, M4", "PE", "PE"],
              ["Thursday", "", "Gg HLW G1", "Ma RWT M4", "SaLT (LP) 11:20-12:00", "En JSM E12", "RS KAT R2"],
              ["Friday", "Mentor (JT)", "En JSM E12", "Mu", "Ma RWT M4", "Sc PAL S2", "Sc PAL S2"]]
    week_b = [week_a[0], head,
              ["Monday", "", "En\nJSM\nE12", "Ma\nRWT\nM4", "OT (SB)", "Ar", "Ar"],
              ["Tuesday", "Mentor (JT)", "Ma / RWT / M4", "Sc / PAL / S2", "En / JSM / E12", "Hi / CAW / H3", ""],
              ["Wednesday", "", "", "", "", "", ""],
              ["Thursday", "", "Gg HLW G1", "", "", "", ""],
              ["Friday", "", "", "", "", "", "Catch up (TA)"]]
    return write_xlsx(at / "t.xlsx", {"Week A": week_a, "Week B": week_b}, [("Week A", "F3:G3")])


SECONDARY = """
A Mon 0840-0900 Mentor | JT
A Mon 0900-1000 En | JSM
A Mon 1000-1100 Ma | RWT
A Mon 1120-1220 Sc | PAL
A Mon 1305-1505 Te | DOB
A Tue 0900-1000 Ma | RWT
A Tue 1000-1100 Dyslexia tchr | V Lindholm
A Tue 1120-1220 En | JSM
A Tue 1305-1405 Hi | CAW
A Tue 1405-1505 Fr | BEA
A Wed 0900-1000 Sc | PAL
A Wed 1000-1100 En | TA
A Wed 1120-1220 Ma | RWT
A Wed 1305-1405 PE |
A Wed 1405-1505 PE |
A Thu 0900-1000 Gg | HLW
A Thu 1000-1100 Ma | RWT
A Thu 1120-1200 SaLT | LP
A Thu 1305-1405 En | JSM
A Thu 1405-1505 RS | KAT
A Fri 0840-0900 Mentor | JT
A Fri 0900-1000 En | JSM
A Fri 1000-1100 Mu |
A Fri 1120-1220 Ma | RWT
A Fri 1305-1405 Sc | PAL
A Fri 1405-1505 Sc | PAL
B Mon 0900-1000 En | JSM
B Mon 1000-1100 Ma | RWT
B Mon 1120-1220 OT | SB
B Mon 1305-1405 Ar |
B Mon 1405-1505 Ar |
B Tue 0840-0900 Mentor | JT
B Tue 0900-1000 Ma | RWT
B Tue 1000-1100 Sc | PAL
B Tue 1120-1220 En | JSM
B Tue 1305-1405 Hi | CAW
B Thu 0900-1000 Gg | HLW
B Fri 1405-1505 Catch up | TA
"""


def word_with_bells(at):
    """A Word grid of named periods, and the times of the periods in a second table, Friday's apart."""
    document = docx.Document()
    document.add_paragraph("Timetable for Nell Ashworth-Ibe, Autumn 2025")
    grid = [["", *DAYS], ["Period 1", "English", "Maths", "English", "Maths", "English"],
            ["Period 2", "Maths", "Speech targets (KB)", "Maths", "English", "SaLT (HC)"],
            ["Break", "", "", "", "", ""],
            ["Period 3", "History", "PE", "Music", "DT (TA: KB)", "Golden time"]]
    bells = [["Period", "Mon - Thu", "Friday"], ["Period 1", "9:00 - 10:00", "8:50 - 9:40"],
             ["Period 2", "10:00 - 11:00", "9:40 - 10:30"], ["Break", "11:00 - 11:20", "10:30 - 10:45"],
             ["Period 3", "11:20 - 12:20", "10:45 - 11:35"]]
    for rows, caption in ((grid, "The school day"), (bells, "KB = Mrs Bright (LSA), HC = speech therapist")):
        table = document.add_table(rows=len(rows), cols=len(rows[0]))
        for cells, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(cells.cells, texts, strict=True):
                cell.text = text
        document.add_paragraph(caption)
    document.save(at / "t.docx")
    return at / "t.docx"


BELLS = """
* Mon 0900-1000 English |
* Tue 0900-1000 Maths |
* Wed 0900-1000 English |
* Thu 0900-1000 Maths |
* Fri 0850-0940 English |
* Mon 1000-1100 Maths |
* Tue 1000-1100 Speech targets | KB
* Wed 1000-1100 Maths |
* Thu 1000-1100 English |
* Fri 0940-1030 SaLT | HC
* Mon 1120-1220 History |
* Tue 1120-1220 PE |
* Wed 1120-1220 Music |
* Thu 1120-1220 DT | TA: KB
* Fri 1045-1135 Golden time |
"""


def word_weeks_down(at):
    """Days down in Word, the two weeks in a first column of merged cells, colours for names."""
    rows = [["Week", "Day", "8.50 – 9.40", "9.40 – 10.30", "10.50 – 11.40", "1.20 – 2.10"]]
    lessons = {
        "Red": (["Maths TA", "PE", "English (KB)", "Art"], ["English", "Maths", "SaLT (HC)", "Art"],
                ["RE / PSHE", "Maths", "English", "Science"], ["Maths", "French", "1:1 reading (KB)", "Games"],
                ["English", "Maths", "Geography", "Drama"]),
        "Green": (["Maths TA", "PE", "OT (SL)", "Art"], ["English", "Maths", "History", "Art"],
                  ["RE / PSHE", "Maths", "English", "Science"], ["Maths", "French", "English", "Games"],
                  ["English", "Maths", "Geography", "Nurture group – JM & MDS"]),
    }
    for week, days in lessons.items():
        rows += [[f"{week} week" if not place else "", day, *cells]
                 for place, (day, cells) in enumerate(zip(FULL, days, strict=True))]
    return write_docx(at / "t.docx", "My timetable - Red week begins w/c 8 September 2025", rows,
                      [((1, 0), (5, 0)), ((6, 0), (10, 0))])


WEEKS_DOWN = """
Red Mon 0850-0940 Maths | TA
Red Mon 0940-1030 PE |
Red Mon 1050-1140 English | KB
Red Mon 1320-1410 Art |
Red Tue 0850-0940 English |
Red Tue 0940-1030 Maths |
Red Tue 1050-1140 SaLT | HC
Red Tue 1320-1410 Art |
Red Wed 0850-0940 RE / PSHE |
Red Wed 0940-1030 Maths |
Red Wed 1050-1140 English |
Red Wed 1320-1410 Science |
Red Thu 0850-0940 Maths |
Red Thu 0940-1030 French |
Red Thu 1050-1140 1:1 reading | KB
Red Thu 1320-1410 Games |
Red Fri 0850-0940 English |
Red Fri 0940-1030 Maths |
Red Fri 1050-1140 Geography |
Red Fri 1320-1410 Drama |
Green Mon 0850-0940 Maths | TA
Green Mon 0940-1030 PE |
Green Mon 1050-1140 OT | SL
Green Mon 1320-1410 Art |
Green Tue 0850-0940 English |
Green Tue 0940-1030 Maths |
Green Tue 1050-1140 History |
Green Tue 1320-1410 Art |
Green Wed 0850-0940 RE / PSHE |
Green Wed 0940-1030 Maths |
Green Wed 1050-1140 English |
Green Wed 1320-1410 Science |
Green Thu 0850-0940 Maths |
Green Thu 0940-1030 French |
Green Thu 1050-1140 English |
Green Thu 1320-1410 Games |
Green Fri 0850-0940 English |
Green Fri 0940-1030 Maths |
Green Fri 1050-1140 Geography |
Green Fri 1320-1410 Nurture group | JM & MDS
"""


def pdf_two_pages(at):
    """A ruled PDF, a page for each week, periods and times in one cell, double lessons merged, small print below."""
    def page(cells):
        return [["", *DAYS], ["Reg\n8:30 - 8:50", *[""] * 5], *cells]

    one = page([["1\n8:50 - 9:50", "English", "Maths", "Science", "Maths + TA", "French"],
                ["2\n9:50 - 10:50", "English", "SaLT (HC)", "", "Maths", "Art\nMr Dale\nA2"],
                ["3\n11:10 - 12:10", "Games", "English", "Reading (KB) 11:10-11:30", "RE", "Art\nMr Dale\nA2"]])
    two = page([["1\n8:50 - 9:50", "English", "Maths", "Science", "Maths + TA", "French"],
                ["2\n9:50 - 10:50", "OT (SL)", "Maths", "", "PSHE", "Music"],
                ["3\n11:10 - 12:10", "Games", "English", "History", "RE", "Drama"]])
    return write_pdf(at / "t.pdf", [("Tom Reeve 7B - Week 1 (Week 1 begins 1 September 2025)", one),
                                    ("Tom Reeve 7B - Week 2", two)], [((3, 2), (3, 3))])


TWO_PAGES = "\n".join(
    [*(f"{week} {line}" for week in "12" for line in (
        "Mon 0850-0950 English |", "Tue 0850-0950 Maths |", "Wed 0850-1050 Science |", "Thu 0850-0950 Maths | TA",
        "Fri 0850-0950 French |", "Mon 1110-1210 Games |", "Tue 1110-1210 English |", "Thu 1110-1210 RE |")),
     "1 Mon 0950-1050 English |", "1 Tue 0950-1050 SaLT | HC", "1 Thu 0950-1050 Maths |",
     "1 Fri 0950-1050 Art | Mr Dale", "1 Wed 1110-1130 Reading | KB", "1 Fri 1110-1210 Art | Mr Dale",
     "2 Mon 0950-1050 OT | SL", "2 Tue 0950-1050 Maths |",
     "2 Thu 0950-1050 PSHE |", "2 Fri 0950-1050 Music |", "2 Wed 1110-1210 History |", "2 Fri 1110-1210 Drama |"])


def pdf_without_lines(at):
    """A PDF whose grid has no ruling lines, with cells left empty and one in two lines."""
    rows = [["Nell A-I: timetable from 1 September 2025"],
            ["Time", *FULL],
            ["9.00-9.30", "Phonics (KB)", "Phonics (KB)", "", "Phonics (KB)", "Phonics (KB)"],
            ["9.30-10.30", "Maths", "Maths", "Maths (TA)", "Maths", "Maths"],
            ["10.45-11.45", "English", "", "English", "SaLT (HC)", "English"],
            ["1.00-2.00", "Topic", "Forest School", "Forest School", "Swimming", "Art"],
            ["2.00-3.00", "PE", "", "", "Swimming", "Story"]]
    return write_plain_pdf(at / "t.pdf", rows, [40, 140, 270, 400, 530, 660])


WITHOUT_LINES = "\n".join(f"* {line} from 2025-09-01" for line in (
    *(f"{day} 0900-0930 Phonics | KB" for day in ("Mon", "Tue", "Thu", "Fri")),
    *(f"{day} 0930-1030 Maths |" for day in ("Mon", "Tue", "Thu", "Fri")), "Wed 0930-1030 Maths | TA",
    *(f"{day} 1045-1145 English |" for day in ("Mon", "Wed", "Fri")), "Thu 1045-1145 SaLT | HC",
    "Mon 1300-1400 Topic |", "Tue 1300-1400 Forest School |", "Wed 1300-1400 Forest School |",
    "Thu 1300-1400 Swimming |", "Fri 1300-1400 Art |", "Mon 1400-1500 PE |", "Thu 1400-1500 Swimming |",
    "Fri 1400-1500 Story |"))


def pdf_ten_days(at):
    """A ruled PDF with Days 1-10 across, and start and end of each period in columns of their own."""
    rows = [["Period", "Start", "End", *(f"Day {number}" for number in range(1, 11))],
            ["P1", "8:45", "9:45", "En", "Ma", "Sc", "En", "Ma", "En", "Ma", "Sc", "En", "PE"],
            ["P2", "9:45", "10:45", "Ma", "En", "SaLT (HC)", "Sc", "RE", "Ma", "OT (SL)", "En", "Sc", ""],
            ["P3", "11:05", "12:05", "Ar", "", "", "Mu", "Dr", "Ar", "", "", "Mu", "1:1 (KB)"]]
    return write_pdf(at / "t.pdf", [("Timetable 2025/26", rows)])


TEN_DAYS = """
1 Mon 0845-0945 En |
1 Tue 0845-0945 Ma |
1 Wed 0845-0945 Sc |
1 Thu 0845-0945 En |
1 Fri 0845-0945 Ma |
2 Mon 0845-0945 En |
2 Tue 0845-0945 Ma |
2 Wed 0845-0945 Sc |
2 Thu 0845-0945 En |
2 Fri 0845-0945 PE |
1 Mon 0945-1045 Ma |
1 Tue 0945-1045 En |
1 Wed 0945-1045 SaLT | HC
1 Thu 0945-1045 Sc |
1 Fri 0945-1045 RE |
2 Mon 0945-1045 Ma |
2 Tue 0945-1045 OT | SL
2 Wed 0945-1045 En |
2 Thu 0945-1045 Sc |
1 Mon 1105-1205 Ar |
1 Thu 1105-1205 Mu |
1 Fri 1105-1205 Dr |
2 Mon 1105-1205 Ar |
2 Thu 1105-1205 Mu |
2 Fri 1105-1205 1:1 | KB
"""


def list_of_lessons(at):
    """A list as systems export it: week, day, period, times, teacher, support and place in columns."""
    return write_csv(at / "t.csv", [
        ["Student timetable export", "", "", "", "", "", "", "", ""],
        ["Week", "Day", "Period", "Start", "End", "Subject", "Staff", "Support", "Location"],
        ["A", "Monday", "P1", "08:50", "09:50", "English", "JSM", "", "E12"],
        ["A", "Monday", "P2", "09:50", "10:50", "Maths", "RWT", "KB", "M4"],
        ["A", "Tuesday", "P1", "08:50", "09:50", "SaLT", "HC", "", "SEN room"],
        ["B", "Tuesday", "P1", "08:50", "09:50", "French", "BEA", "None", "L1"],
        ["A/B", "Wednesday", "P3", "11:10", "12:10", "Science", "PAL", "TA", "S2"],
        ["Both", "Thursday", "P5", "1:15pm", "2:15pm", "Art", "", "", "A1"],
        ["Wk B", "Fri", "P4", "1215", "1315", "OT", "SL", "", ""],
        ["", "Fri", "P5", "13:15", "14:15", "Games", "", "", "Field"],
    ], delimiter=";")


LIST = """
A Mon 0850-0950 English | JSM
A Mon 0950-1050 Maths | KB
A Tue 0850-0950 SaLT | HC
B Tue 0850-0950 French | BEA
* Wed 1110-1210 Science | TA
* Thu 1315-1415 Art |
B Fri 1215-1315 OT | SL
* Fri 1315-1415 Games |
"""


def calendar_file(at):
    """An .ics calendar: a weekly lesson with an end and a day left out, a fortnightly one with a length, one in UTC."""
    events = (
        ("20250908T090000", "DTEND;TZID=Europe/London:20250908T093000", "SaLT (HC)",
         "RRULE:FREQ=WEEKLY;BYDAY=MO;UNTIL=20251013T235959Z\r\nEXDATE;TZID=Europe/London:20250922T090000"),
        ("20250909T133000", "DURATION:PT45M", "OT (SL)", "RRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=3"),
        ("20250910T080000Z", "DTEND:20250910T083000Z", "Reading (KB)", "RRULE:FREQ=WEEKLY;BYDAY=WE,FR;COUNT=6"),
        ("20251107T101500", "DTEND:20251107T111500", "EP visit", "DESCRIPTION:Bring the\r\n  workbook\\, please"),
    )
    blocks = (f"BEGIN:VEVENT\r\nDTSTART{'' if start.endswith('Z') else ';TZID=Europe/London'}:{start}\r\n{end}\r\n"
              f"SUMMARY:{summary}\r\n{rest}\r\nEND:VEVENT\r\n" for start, end, summary, rest in events)
    (at / "t.ics").write_text(f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{''.join(blocks)}END:VCALENDAR\r\n", "utf-8")
    return at / "t.ics"


CALENDAR = """
* Mon 0900-0930 SaLT | HC from 2025-09-08 to 2025-10-13
* Tue 1330-1415 OT | SL from 2025-09-09 to 2025-09-09
* Tue 1330-1415 OT | SL from 2025-09-23 to 2025-09-23
* Tue 1330-1415 OT | SL from 2025-10-07 to 2025-10-07
* Wed 0900-0930 Reading | KB from 2025-09-10 to 2025-09-24
* Fri 0900-0930 Reading | KB from 2025-09-12 to 2025-09-26
* Fri 1015-1115 EP visit | from 2025-11-07 to 2025-11-07
"""


def adults_rota(at):
    """The rota of the adults: a sheet for one TA, a block for each day with the TAs down, days over their periods."""
    own = [["TA timetable - Mrs Bright (KB)"], ["", *DAYS],
           ["8.50-9.10", "1:1 NAI", "1:1 NAI", "1:1 KJ", "1:1 NAI", "float"],
           ["9.10-10.00", "Maths - NAI, KJ", "sm gp NAI, KJ, RB", "Maths 3H", "1:1 KJ", "PPA cover"],
           ["10.00-10.15", "break duty", "", "break duty", "", ""],
           ["10.15-11.15", "English NAI", "1:1 KJ", "English NAI + KJ", "1:1 RB", "Lego club NAI RB TW KJ"]]
    many = [["TA support timetable - afternoons"],
            ["Monday"], ["TA", "1.10-2.10", "2.10-3.00"], ["JM", "NAI 1:1", "KJ"], ["MDS", "RB", "NAI / RB"], [],
            ["Tuesday"], ["TA", "1.10-2.10", "2.10-3.00"], ["JM", "float", "Nurture NAI"], ["MDS", "", "KJ"]]
    weeks = [["TA support timetable - mornings"], ["", *(part for day in DAYS for part in (day, ""))],
             ["TA", *["P1 9.10-10.00", "P2 10.15-11.15"] * 5],
             ["AO", *["NAI", "KJ"] * 4, "RB", "1:1 NAI"]]
    return write_xlsx(at / "t.xlsx", {"KB": own, "pm": many, "am": weeks}, [
        ("am", f"{'BDFHJ'[day]}2:{'CEGIK'[day]}2") for day in range(5)])


ROTA = """
* Mon 0850-0910 1:1 | Mrs Bright (KB)
* Tue 0850-0910 1:1 | Mrs Bright (KB)
* Thu 0850-0910 1:1 | Mrs Bright (KB)
* Mon 0910-1000 Maths | Mrs Bright (KB) of 2
* Tue 0910-1000 sm gp | Mrs Bright (KB) of 3
* Mon 1015-1115 English | Mrs Bright (KB)
* Wed 1015-1115 English | Mrs Bright (KB) of 2
* Fri 1015-1115 Lego club | Mrs Bright (KB) of 4
* Mon 1310-1410 1:1 | JM
* Mon 1410-1500 support | MDS of 2
* Tue 1410-1500 Nurture | JM
* Mon 0910-1000 support | AO
* Tue 0910-1000 support | AO
* Wed 0910-1000 support | AO
* Thu 0910-1000 support | AO
* Fri 1015-1115 1:1 | AO
"""


def reduced_timetable(at):
    """A reduced timetable that ends on a day: mornings alone, in Word, with who is there in words of its own."""
    return write_docx(at / "t.docx", "Reduced timetable for Tom Reeve from 3 November 2025 until 12 December 2025 "
                      "(review 5 December)", [
        ["", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday"],
        ["9:00-10:00", "English (TA KB)", "Maths with TA", "1:1 tutor", "English", "at home"],
        ["10:00-11:00", "Maths [KB]", "SaLT w/ Helen Carr", "Not in school", "Maths", "Not in school"],
        ["11:00-12:00", "N/A", "ELSA (Mrs Green)", "-", "Home", ""]])


REDUCED = "\n".join(f"* {line} from 2025-11-03 to 2025-12-12" for line in (
    "Mon 0900-1000 English | TA KB", "Tue 0900-1000 Maths | TA", "Wed 0900-1000 1:1 tutor |", "Thu 0900-1000 English |",
    "Mon 1000-1100 Maths | KB", "Tue 1000-1100 SaLT | Helen Carr", "Thu 1000-1100 Maths |",
    "Tue 1100-1200 ELSA | Mrs Green"))


def weeks_beside_periods(at):
    """A workbook with the week beside each period, Friday's own times, and cells that plan both weeks."""
    rows = [["Time", "Week", "Mon", "Tue", "Wed", "Thu", "Friday times", "Fri"],
            ["9.00-10.00", "A", "English", "SaLT (HC)", "Maths", "Maths + TA", "8.50-9.40", "Art"],
            ["", "B", "English", "Maths", "Maths", "OT (SL)", "8.50-9.40", "Art"],
            ["10.00-11.00", "A", "PE", "Wk A: Reading (KB)\nWk B: Spelling (JM)", "History", "RE", "9.40-10.30",
             "Drama"],
            ["", "B", "PE", "", "Music", "", "9.40-10.30", ""]]
    return write_xlsx(at / "t.xlsx", {"T": rows}, [("T", "D4:D5"), ("T", "F4:F5")])


BESIDE_PERIODS = """
A Mon 0900-1000 English |
A Tue 0900-1000 SaLT | HC
A Wed 0900-1000 Maths |
A Thu 0900-1000 Maths | TA
A Fri 0850-0940 Art |
B Mon 0900-1000 English |
B Tue 0900-1000 Maths |
B Wed 0900-1000 Maths |
B Thu 0900-1000 OT | SL
B Fri 0850-0940 Art |
A Mon 1000-1100 PE |
A Tue 1000-1100 Reading | KB
B Tue 1000-1100 Spelling | JM
A Wed 1000-1100 History |
A Thu 1000-1100 RE |
B Thu 1000-1100 RE |
A Fri 0940-1030 Drama |
B Mon 1000-1100 PE |
B Wed 1000-1100 Music |
"""


LAYOUTS = {
    "primary workbook, days across, merged": (primary_workbook, PRIMARY),
    "secondary workbook, days down, a sheet a week": (secondary_workbook, SECONDARY),
    "word, periods by a table of bells that differ on Friday": (word_with_bells, BELLS),
    "word, days down, weeks in colours": (word_weeks_down, WEEKS_DOWN),
    "pdf, ruled, a page a week": (pdf_two_pages, TWO_PAGES),
    "pdf, no ruling lines": (pdf_without_lines, WITHOUT_LINES),
    "pdf, days 1 to 10, start and end in columns": (pdf_ten_days, TEN_DAYS),
    "csv list with weeks": (list_of_lessons, LIST),
    "ics calendar": (calendar_file, CALENDAR),
    "workbook, rota of adults": (adults_rota, ROTA),
    "word, reduced timetable with an end": (reduced_timetable, REDUCED),
    "workbook, weeks beside periods": (weeks_beside_periods, BESIDE_PERIODS),
}

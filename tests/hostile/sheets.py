"""Workbooks made to do harm: sheets without end, strings that unfold, links, and files that do not hold together."""

import struct

from tests.hostile.word import LAUGHS, OUT
from tests.small_files import DECLARED, SHEET, ods_parts, packed, relations, sheet_data, xls, xlsx_parts

ROWS = [["Date", "Session", "Adult", "Minutes", "Notes"], ["08/09/2025", "Speech", "Ms Roe", "30", "done"]]


def _xlsx(data: str = sheet_data(ROWS), **parts: str | bytes) -> bytes:
    return packed({**xlsx_parts(data), **parts})


def _cell(place: str, words: str = "x", more: str = "") -> str:
    return f'<c r="{place}" t="inlineStr"{more}><is><t>{words}</t></is></c>'


def billion_laughs() -> bytes:
    made = xlsx_parts(sheet_data(ROWS))
    strings = f'{DECLARED}{LAUGHS}<sst xmlns="{SHEET}"><si><t>&a9;</t></si></sst>'
    return packed({**made, "xl/sharedStrings.xml": strings})


def dimension_of_a_billion() -> bytes:
    return _xlsx('<dimension ref="A1:XFD1048576"/>' + sheet_data(ROWS))


def two_cells_far_apart() -> bytes:
    return _xlsx(f'<sheetData><row r="1">{_cell("A1")}</row><row r="1048576">{_cell("XFD1048576")}</row></sheetData>')


def shared_strings_bomb() -> bytes:
    cells = "".join(f'<row r="{row}">' + '<c t="s"><v>0</v></c>' * 20 + "</row>" for row in range(1, 10_001))
    strings = f'{DECLARED}<sst xmlns="{SHEET}"><si><t>{"x" * 32_000}</t></si></sst>'
    return _xlsx(f"<sheetData>{cells}</sheetData>", **{"xl/sharedStrings.xml": strings})


def one_endless_cell() -> bytes:
    return _xlsx(f'<sheetData><row r="1">{_cell("A1", "x" * 5_000_000)}</row></sheetData>')


def million_merged_cells() -> bytes:
    merges = "".join(f'<mergeCell ref="A{row}:B{row}"/>' for row in range(1, 1_000_001))
    return _xlsx(sheet_data(ROWS) + f"<mergeCells>{merges}</mergeCells>")


STRUCK = (f'{DECLARED}<styleSheet xmlns="{SHEET}"><fonts><font/><font><strike/></font></fonts>'
          '<fills><fill><patternFill/></fill></fills>'
          '<borders><border/></borders><cellStyleXfs><xf/></cellStyleXfs><cellXfs><xf/><xf fontId="1"/></cellXfs>'
          '</styleSheet>')


def sheet_merged_into_one_cell() -> bytes:
    merge = '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    return _xlsx(sheet_data(ROWS) + merge, **{"xl/styles.xml": STRUCK})


def struck_and_far() -> bytes:
    """Struck words, and a cell without any in the last corner."""
    far = '<row r="1048576"><c r="XFD1048576" s="1"/></row>'
    return _xlsx(sheet_data(ROWS).replace("</sheetData>", f"{far}</sheetData>"), **{"xl/styles.xml": STRUCK})


def links_and_connections() -> bytes:
    external = f'<Relationship Id="rId1" Type="t/externalLinkPath" Target="{OUT}" TargetMode="External"/>'
    return _xlsx(**{"xl/externalLinks/externalLink1.xml": f'{DECLARED}<externalLink xmlns="{SHEET}"/>',
                    "xl/externalLinks/_rels/externalLink1.xml.rels": relations(more=external),
                    "xl/connections.xml": f'{DECLARED}<connections xmlns="{SHEET}"><connection id="1" name="x">'
                                          f'<webPr url="{OUT}"/></connection></connections>'})


def macros() -> bytes:
    made = xlsx_parts(sheet_data(ROWS), **{"xl/vbaProject.bin": "Sub Auto_Open()", "xl/macrosheets/s.xml": "<x/>"})
    kind = "application/vnd.ms-excel.sheet.macroEnabled.main"
    old = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main"
    return packed({**made, "[Content_Types].xml": str(made["[Content_Types].xml"]).replace(old, kind)})


def hidden_sheets() -> bytes:
    made = xlsx_parts(sheet_data(ROWS))
    hidden = '<sheet name="Secret" sheetId="2" state="veryHidden" r:id="rId1"/></sheets>'
    return packed({**made, "xl/workbook.xml": str(made["xl/workbook.xml"]).replace("</sheets>", hidden)})


def only_hidden_sheets() -> bytes:
    made = xlsx_parts(sheet_data(ROWS))
    hidden = str(made["xl/workbook.xml"]).replace('sheetId="1"', 'sheetId="1" state="hidden"')
    return packed({**made, "xl/workbook.xml": hidden})


def many_sheets() -> bytes:
    made = xlsx_parts(sheet_data(ROWS))
    names = range(2, 5000)
    listed = "".join(f'<sheet name="s{n}" sheetId="{n}" r:id="rId1"/>' for n in names)
    return packed({**made, "xl/workbook.xml": str(made["xl/workbook.xml"]).replace("</sheets>", f"{listed}</sheets>")})


def formulas() -> bytes:
    commands = ("=cmd|' /C calc'!A0", "+SUM(1)", "-1+1", "@SUM(1)", '=HYPERLINK("http://192.0.2.1","x")')
    rows = [*ROWS, *(["15/09/2025", command, command, "30", command] for command in commands)]
    return _xlsx(sheet_data(rows))


def numbers_beyond_all() -> bytes:
    cells = "".join(f'<row r="{row}"><c r="A{row}" s="0"><v>{value}</v></c>{_cell(f"B{row}", "Speech")}</row>'
                    for row, value in enumerate(("1e308", "-1e308", "NaN", "2958466", "99999999999", "0.00001"), 2))
    return _xlsx(sheet_data(ROWS[:1]).replace("</sheetData>", f"{cells}</sheetData>"))


def repeated_for_ever() -> bytes:
    made = ods_parts(ROWS)
    content = str(made["content.xml"])
    row = content[content.index("<table:table-row>"):content.index("</table:table>")]
    again = row.replace("<table:table-row>", '<table:table-row table:number-rows-repeated="1048576">').replace(
        "<table:table-cell ", '<table:table-cell table:number-columns-repeated="16384" ')
    return packed({**made, "content.xml": content.replace(row, again)})


def cut_short() -> bytes:
    made = ods_parts(ROWS)
    return packed({**made, "content.xml": str(made["content.xml"]).partition("<table:table-row>")[0]})


def records_out_of_place() -> bytes:
    made = bytearray(xls(ROWS))
    place = made.index(b"\x85\x00") + 4
    return bytes(made[:place] + b"\xff\xff\x3f\x00" + made[place + 4:])


def far_cell() -> bytes:
    made = xls(ROWS)
    place = made.rindex(b"\x04\x02")
    return made[:place + 4] + b"\xff\xff\xff\x00" + made[place + 8:]


def sectors_in_a_ring() -> bytes:
    made = bytearray(xls(ROWS))
    made[512 + 8:512 + 12] = struct.pack("<I", 2)
    return bytes(made)

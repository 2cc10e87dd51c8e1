"""The smallest files of each kind, built part by part, so that a test can make any one part wrong."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping, Sequence
from xml.sax.saxutils import escape

EPOCH = (1980, 1, 1, 0, 0, 0)
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
APPLICATION = "application/vnd.openxmlformats-officedocument"
DECLARED = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
Parts = Mapping[str, str | bytes]
SECTOR = 512


def packed(parts: Parts, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip file of parts in their order, the same bytes each time."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as package:
        for name, content in parts.items():
            package.writestr(zipfile.ZipInfo(name, EPOCH), content, method)
    return made.getvalue()


def _types(main: str, kind: str) -> str:
    return (f'{DECLARED}<Types xmlns="{TYPES}"><Default Extension="xml" ContentType="application/xml"/><Default Exten'
            f'sion="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/{main}" ContentType="{APPLICATION}.{kind}.main+xml"/><Override PartName="/word/'
            f'styles.xml" ContentType="{APPLICATION}.wordprocessingml.styles+xml"/></Types>')


def relations(*targets: tuple[str, str], more: str = "") -> str:
    """A list of relationships: rId1 and so on, each of a type and to a part."""
    listed = "".join(f'<Relationship Id="rId{number}" Type="{OFFICE}/{kind}" Target="{target}"/>'
                     for number, (kind, target) in enumerate(targets, 1))
    return f'{DECLARED}<Relationships xmlns="{RELATIONS}">{listed}{more}</Relationships>'


def docx_parts(body: str, **parts: str) -> dict[str, str | bytes]:
    """A Word document whose body is given as XML."""
    styles = f'{DECLARED}<w:styles xmlns:w="{WORD}"/>'
    return {"[Content_Types].xml": _types("word/document.xml", "wordprocessingml.document"),
            "_rels/.rels": relations(("officeDocument", "word/document.xml")),
            "word/document.xml": f'{DECLARED}<w:document xmlns:w="{WORD}"><w:body>{body}<w:sectPr/></w:body>'
                                 "</w:document>",
            "word/_rels/document.xml.rels": relations(("styles", "styles.xml")),
            "word/styles.xml": styles, **parts}


def word_table(rows: Iterable[Sequence[str]]) -> str:
    """A table of Word as XML."""
    made = ("".join(f"<w:tc>{word_paragraph(cell)}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{cells}</w:tr>' for cells in made)}</w:tbl>"


def word_paragraph(words: str) -> str:
    """A paragraph of Word as XML."""
    return f'<w:p><w:r><w:t xml:space="preserve">{escape(words)}</w:t></w:r></w:p>'


def xlsx_parts(data: str, **parts: str) -> dict[str, str | bytes]:
    """A workbook of one sheet, whose content is given as XML."""
    return {"[Content_Types].xml": _types("xl/workbook.xml", "spreadsheetml.sheet"),
            "_rels/.rels": relations(("officeDocument", "xl/workbook.xml")),
            "xl/workbook.xml": f'{DECLARED}<workbook xmlns="{SHEET}" xmlns:r="{OFFICE}"><sheets>'
                               '<sheet name="Log" sheetId="1" r:id="rId1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": relations(("worksheet", "worksheets/sheet1.xml"),
                                                    ("sharedStrings", "sharedStrings.xml"), ("styles", "styles.xml")),
            "xl/worksheets/sheet1.xml": f'{DECLARED}<worksheet xmlns="{SHEET}">{data}</worksheet>',
            "xl/sharedStrings.xml": f'{DECLARED}<sst xmlns="{SHEET}"/>',
            "xl/styles.xml": f'{DECLARED}<styleSheet xmlns="{SHEET}"/>', **parts}


def sheet_data(rows: Iterable[Sequence[str]]) -> str:
    """Rows of words as the content of a sheet."""
    def cell(row: int, column: int, words: str) -> str:
        return f'<c r="{chr(65 + column)}{row}" t="inlineStr"><is><t>{escape(words)}</t></is></c>'

    return "<sheetData>" + "".join(
        f'<row r="{number}">' + "".join(cell(number, place, words) for place, words in enumerate(row)) + "</row>"
        for number, row in enumerate(rows, 1)) + "</sheetData>"


def ods_parts(rows: Iterable[Sequence[str]]) -> dict[str, str | bytes]:
    """A spreadsheet of OpenDocument."""
    office, table, text = (f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0" for name in ("office", "table", "text"))
    cells = "".join("<table:table-row>" + "".join(
        f'<table:table-cell office:value-type="string"><text:p>{escape(words)}</text:p></table:table-cell>'
        for words in row) + "</table:table-row>" for row in rows)
    return {"mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": f'{DECLARED}<manifest:manifest xmlns:manifest='
                                     '"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
            "content.xml": f'{DECLARED}<office:document-content xmlns:office="{office}" xmlns:table="{table}" '
                           f'xmlns:text="{text}"><office:body><office:spreadsheet><table:table table:name="Log">{cells}'
                           "</table:table></office:spreadsheet></office:body></office:document-content>"}


def xls(rows: Iterable[Sequence[str]]) -> bytes:
    """A workbook of Excel 97: one stream of records in a compound file."""
    def record(kind: int, content: bytes = b"") -> bytes:
        return struct.pack("<HH", kind, len(content)) + content

    def label(row: int, column: int, words: str) -> bytes:
        return record(0x0204, struct.pack("<HHHHB", row, column, 0, len(words), 0) + words.encode("latin-1"))

    cells = (label(number, place, words) for number, row in enumerate(rows) for place, words in enumerate(row))
    sheet = record(0x0809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0)) + b"".join(cells) + record(0x0A)
    head = record(0x0809, struct.pack("<HHHHII", 0x600, 0x05, 0, 0, 0, 0))
    start = len(head) + 4 + 8 + 3 + 4
    book = head + record(0x85, struct.pack("<IBBBB", start, 0, 0, 3, 0) + b"Log") + record(0x0A) + sheet
    return compound("Workbook", book)


def compound(name: str, stream: bytes) -> bytes:
    """A compound file (OLE) of one stream, padded so that it needs no small sectors."""
    stream = stream.ljust(max(4096, -(-len(stream) // SECTOR) * SECTOR), b"\0")
    count = len(stream) // SECTOR
    end, free = 0xFFFFFFFE, 0xFFFFFFFF
    table = [0xFFFFFFFD, end, *range(3, count + 2), end]
    fat = struct.pack("<128I", *table, *[free] * (128 - len(table)))

    def entry(title: str, kind: int, child: int, first: int, size: int) -> bytes:
        named = (title + "\0").encode("utf-16-le") if title else b""
        return (named.ljust(64, b"\0") + struct.pack("<HBBIII", len(named), kind, 1, free, free, child)
                + b"\0" * 36 + struct.pack("<IQ", first, size))

    folder = entry("Root Entry", 5, 1, end, 0) + entry(name, 2, free, 2, len(stream)) + entry("", 0, free, 0, 0) * 2
    head = (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16 + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + b"\0" * 6
            + struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, end, 0, end, 0) + struct.pack("<109I", 0, *[free] * 108))
    return head + fat + folder + stream


def pdf(*objects: bytes, root: int = 1, trailer: bytes = b"") -> bytes:
    """A PDF of objects, numbered from 1, with its table of where they stand."""
    made, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (made + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table
            + b"trailer\n<</Size %d/Root %d 0 R%b>>\nstartxref\n%d\n%%%%EOF\n"
            % (len(objects) + 1, root, trailer, len(made)))


def stream(content: bytes, more: bytes = b"", *, deflated: bool = False) -> bytes:
    """A stream of a PDF."""
    if deflated:
        content, more = zlib.compress(content, 9), more + b"/Filter/FlateDecode"
    return b"<<%b/Length %d>>\nstream\n%b\nendstream" % (more, len(content), content)


GREYS = bytes(range(0, 256, 16))
IMAGE = stream(GREYS, b"/Type/XObject/Subtype/Image/Width 4/Height 4/ColorSpace/DeviceGray/BitsPerComponent 8")
"""A picture of sixteen greys, as an object of a PDF."""


def pdf_of(content: bytes, page: bytes = b"", *more: bytes, deflated: bool = False) -> bytes:
    """A PDF of one page with the font F1, drawn by `content`; `page` is added to the page, further objects follow."""
    return pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
               b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>%b>>"
               % page,
               stream(content, deflated=deflated),
               b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>", *more)


def printed(rows: Sequence[Sequence[str]], ruled: bool = True) -> bytes:
    """The content of a page that shows a table."""
    said = b"BT /F1 8 Tf " + b"".join(
        b"1 0 0 1 %d %d Tm (%b) Tj " % (12 + 55 * place, 184 - 16 * number, _shown(words))
        for number, row in enumerate(rows) for place, words in enumerate(row)) + b"ET "
    lines = b"".join(b"10 %d m %d %d l S " % (at, 10 + 55 * len(rows[0]), at)
                     for at in range(196, 196 - 16 * len(rows) - 1, -16))
    lines += b"".join(b"%d 196 m %d %d l S " % (at, at, 196 - 16 * len(rows))
                      for at in range(10, 11 + 55 * len(rows[0]), 55))
    return said + (lines if ruled else b"")


def _shown(words: str) -> bytes:
    return words.encode("latin-1", "replace").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")

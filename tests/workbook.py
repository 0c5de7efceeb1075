"""Reads a workbook that aka wrote with a reader of its own, and holds it against the same answer in JSON."""
import datetime
import json
import re
import sys
import xml.etree.ElementTree as xml
import zipfile

SPACE = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


def fail(what):
    print(what)
    sys.exit(1)


def read_texts(book):
    """Shared texts; _x005F_ is how a literal _x....._ is told."""
    if "xl/sharedStrings.xml" not in book.namelist():
        return []
    root = xml.fromstring(book.read("xl/sharedStrings.xml"))
    texts = ["".join(part.text or "" for part in item.iter("{%s}t" % SPACE["m"])) for item in root]
    return [re.sub(r"_x([0-9A-Fa-f]{4})_", lambda code: chr(int(code.group(1), 16)), text) for text in texts]


def read_formats(book):
    """The number format of each style; those built in by their numbers."""
    root = xml.fromstring(book.read("xl/styles.xml"))
    own = {f.get("numFmtId"): f.get("formatCode") for f in root.iterfind("m:numFmts/m:numFmt", SPACE)}
    built_in = {"0": "", "3": "#,##0", "9": "0%", "10": "0.00%"}
    return [own.get(f.get("numFmtId"), built_in.get(f.get("numFmtId"), "?")) for f in root.find("m:cellXfs", SPACE)]


def read_sheet(book, number, texts, formats):
    """Rows of values: texts, numbers, days, ("%", share), None."""
    root = xml.fromstring(book.read("xl/worksheets/sheet%d.xml" % number))
    if root.find(".//m:f", SPACE) is not None:
        fail("sheet %d has a formula" % number)
    rows = {}
    for cell in root.iterfind("m:sheetData/m:row/m:c", SPACE):
        letters, row = re.match(r"([A-Z]+)(\d+)", cell.get("r")).groups()
        column = 0
        for letter in letters:
            column = column * 26 + ord(letter) - 64
        value = cell.find("m:v", SPACE)
        if value is None:
            continue
        if cell.get("t") == "s":
            value = texts[int(value.text)]
        elif cell.get("t") == "b":
            value = value.text == "1"
        else:
            style = formats[int(cell.get("s", 0))]
            value = float(value.text)
            if style == "0%":
                value = ("%", value)
            elif "yyyy" in style:
                value = (datetime.date(1899, 12, 30) + datetime.timedelta(days=value)).isoformat()
        rows.setdefault(int(row), {})[column] = value
    pane = root.find("m:sheetViews/m:sheetView/m:pane", SPACE)
    return rows, int(pane.get("ySplit")) if pane is not None else None


def same(wanted, found):
    if wanted is None:
        return found is None
    if isinstance(found, tuple):
        return isinstance(wanted, (int, float)) and abs(found[1] - wanted) < 1e-6
    if isinstance(wanted, bool) or isinstance(found, bool):
        return wanted is found
    if isinstance(wanted, (int, float)):
        return isinstance(found, float) and abs(found - wanted) < 1e-6
    if isinstance(wanted, list):
        wanted = ", ".join(wanted)
    return found == wanted or (wanted == "" and found is None)


def open_book(name):
    book = zipfile.ZipFile(name)
    if book.testzip() is not None:
        fail("the workbook is damaged")
    root = xml.fromstring(book.read("xl/workbook.xml"))
    names = [sheet.get("name") for sheet in root.iterfind("m:sheets/m:sheet", SPACE)]
    texts, formats = read_texts(book), read_formats(book)
    return book, names, [read_sheet(book, i + 1, texts, formats) for i in range(len(names))]


def compare(name, answer, left_out):
    """Every cell below the frozen heading, row by row, against the sections of the answer."""
    book, names, sheets = open_book(name)
    answer = json.load(open(answer, encoding="utf8"))
    sections = [rows for key, rows in answer.items() if isinstance(rows, list) and not key.endswith("notes")]
    if len(sections) != len(sheets):
        fail("%d sheets for %d sections" % (len(sheets), len(sections)))
    cells = shares = 0
    for section, (rows, head), sheet in zip(sections, sheets, names):
        for place, wanted in enumerate(section):
            wanted = [value for key, value in wanted.items() if key not in left_out]
            for column, value in enumerate(wanted):
                found = rows.get(head + 1 + place, {}).get(column + 1)
                if not same(value, found):
                    fail("%s: row %d, column %d is %r instead of %r" % (sheet, place + 1, column + 1, found, value))
                cells += 1
                shares += isinstance(found, tuple)
    print("%d cells, %d shares" % (cells, shares))
    if cells == 0:
        fail("nothing was compared")


def facts(name):
    """What the book says of itself."""
    book, names, sheets = open_book(name)
    core = book.read("docProps/core.xml").decode()
    print("sheets: " + "|".join(names))
    print("made: " + re.search(r"<dcterms:created[^>]*>([^<]*)<", core).group(1))
    print("first: %s" % sheets[0][0].get(1, {}).get(1))
    print("charts: %d" % sum(part.startswith("xl/charts/chart") for part in book.namelist()))


def charts(name):
    """Every cell that a chart draws is a number: a text would be drawn as 0."""
    book, names, sheets = open_book(name)
    drawn = texts = 0
    for part in sorted(part for part in book.namelist() if part.startswith("xl/charts/chart")):
        for formula in re.findall(r"<c:val>.*?<c:f>([^<]*)</c:f>", book.read(part).decode()):
            for sheet, column, first, last in re.findall(r"'([^']*)'!\$([A-Z])\$(\d+)(?::\$[A-Z]\$(\d+))?", formula):
                rows, _ = sheets[names.index(sheet)]
                for row in range(int(first), int(last or first) + 1):
                    value = rows.get(row, {}).get(ord(column) - 64)
                    if isinstance(value, str):
                        fail("%s: %s of %s is %r" % (part, row, sheet, value))
                    drawn += 1
    for rows, _ in sheets:
        texts += sum(value == "*" for row in rows.values() for value in row.values())
    if drawn == 0 or texts == 0:
        fail("%d values drawn, %d hidden" % (drawn, texts))


if __name__ == "__main__":
    if sys.argv[1] == "compare":
        compare(sys.argv[2], sys.argv[3], sys.argv[4:])
    elif sys.argv[1] == "charts":
        charts(sys.argv[2])
    else:
        facts(sys.argv[2])

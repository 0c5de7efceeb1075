#!/usr/bin/env python3
"""Draws what `tmux capture-pane -e` says as an SVG of text: every run of letters stands at the place of its cells, whatever
font the reader has. Usage: terminal.py TITLE <captured >picture.svg"""
import html
import re
import sys

CELL, LINE, MARGIN, SIZE = 8.4, 19, 16, 14
GROUND, TEXT = "#1d2330", "#d9dee8"
COLOURS = ["#767f91", "#f07178", "#a6d189", "#e8c47a", "#82aaff", "#c792ea", "#7fdbca", "#e6e9ef"]
BRIGHT = ["#98a1b3", "#ff8b92", "#b9e6a0", "#ffd98f", "#a1c0ff", "#d9aff5", "#9deee0", "#ffffff"]
STYLES = {1: ("font-weight", "bold"), 2: ("opacity", "0.65"), 3: ("font-style", "italic"), 4: ("text-decoration", "underline")}
ENDS = {22: (1, 2), 23: (3,), 24: (4,)}


def indexed(number):
    """A colour of the palette of 256."""
    if number < 16:
        return (COLOURS + BRIGHT)[number]
    if number >= 232:
        return "#" + f"{8 + 10 * (number - 232):02x}" * 3
    steps = [0, 95, 135, 175, 215, 255]
    number -= 16
    return "#" + "".join(f"{steps[part]:02x}" for part in (number // 36, number // 6 % 6, number % 6))


def apply(codes, style):
    """The style after one escape sequence: a colour under "fill", and the numbers of STYLES."""
    codes = [int(code or 0) for code in codes.split(";")]
    while codes:
        code = codes.pop(0)
        if code == 0:
            style = {}
        elif code in STYLES:
            style = {**style, code: True}
        elif code in ENDS:
            style = {key: value for key, value in style.items() if key not in ENDS[code]}
        elif code == 38 and codes[:1] == [5]:
            style = {**style, "fill": indexed(codes[1])}
            codes = codes[2:]
        elif code == 49:
            pass  # the ground of the terminal
        elif code == 39:
            style = {key: value for key, value in style.items() if key != "fill"}
        elif 30 <= code <= 37 or 90 <= code <= 97:
            style = {**style, "fill": COLOURS[code - 30] if code < 90 else BRIGHT[code - 90]}
        else:
            sys.exit(f"terminal.py: nothing is known of the style {code}")
    return style


def runs(line, style):
    """(column, text, style) of each piece of a line that has one style and no gap; and the style that goes on."""
    found, column = [], 0
    for part in re.split(r"(\x1b\[[\d;]*m)", line):
        if part.startswith("\x1b"):
            style = apply(part[2:-1], style)
            continue
        found += [(column + piece.start(), piece.group(), style) for piece in re.finditer(r"\S+(?: \S+)*", part)]
        column += len(part)
    return found, style


def draw(text, style, column, row):
    names = [STYLES[key] for key in style if key in STYLES] + ([("fill", style["fill"])] if "fill" in style else [])
    attributes = "".join(f' {name}="{value}"' for name, value in names)
    return (f'<text x="{MARGIN + column * CELL:.1f}" y="{MARGIN + row * LINE + SIZE}" textLength="{len(text) * CELL:.1f}"{attributes}>'
            f"{html.escape(text, quote=False)}</text>")


def main():
    prompt_that_waits = r"\$?(\x1b\[[\d;]*m|\s)*$"
    lines = re.sub(r"(\x1b\[[\d;]*m|\s)*" + prompt_that_waits, "", sys.stdin.read().lstrip()).split("\n")
    drawn, style, width = [], {}, 0
    for row, line in enumerate(lines):
        found, style = runs(line, style)
        drawn += [draw(text, look, column, row) for column, text, look in found]
        width = max([width] + [column + len(text) for column, text, _ in found])
    across, down = round(2 * MARGIN + width * CELL), 2 * MARGIN + len(lines) * LINE
    print(f'<svg xmlns="http://www.w3.org/2000/svg" width="{across}" height="{down}" viewBox="0 0 {across} {down}" role="img" '
          f'font-family="ui-monospace, \'DejaVu Sans Mono\', Menlo, Consolas, monospace" font-size="{SIZE}" fill="{TEXT}">')
    print(f"<title>{html.escape(sys.argv[1])}</title>")
    print(f'<rect width="{across}" height="{down}" rx="8" fill="{GROUND}"/>')
    print("\n".join(drawn))
    print("</svg>")


if __name__ == "__main__":
    main()

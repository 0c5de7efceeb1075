"""Reads what aka wrote for others with readers of their own: mail by Python's email package, calendars line by line."""
import email
import email.policy
import json
import re
import sys


def flat(text):
    """Without the line breaks that wrapping made."""
    return " ".join(text.split())


def fail(what):
    print(what)
    sys.exit(1)


def read_mail(name):
    raw = open(name, "rb").read()
    for line in raw.split(b"\r\n"):
        if b"\n" in line or b"\r" in line:
            fail("a line does not end with CRLF")
        if len(line) > 998:
            fail("a line is too long")
    raw.decode("ascii")
    mail = email.message_from_bytes(raw, policy=email.policy.default)
    if mail.defects or mail.get_content_type() != "text/plain" or mail.get_content_charset() != "utf-8":
        fail("not a whole text mail: %s" % mail.defects)
    return mail


def joined(text):
    """With grouped digits together."""
    return re.sub(r"(?<=\d) (?=\d)", "", flat(text))


def seen(mail, value):
    """Whether a value can be read anywhere in the mail."""
    text = "\n".join("%s: %s" % header for header in mail.items()) + "\n" + mail.get_content()
    return joined(value).lower() in joined(text).lower()


def check_letter(name, preview, *planted):
    """All that the preview shows stands in the mail, and of what was planted nothing else."""
    mail = read_mail(name)
    shared = [row["value"] for row in json.load(open(preview))["shared"]]
    for value in shared:
        if not seen(mail, value):
            fail("%s is missing from the letter" % value)
    hidden = [word for word in planted if not any(joined(word) in joined(value) for value in shared)]
    for word in hidden:
        if seen(mail, word):
            fail("%s stands in the letter" % word)
    if not hidden:
        fail("nothing was planted that must stay out")


def check_headers(name, sender, recipient, subject):
    mail = read_mail(name)
    if (mail["From"].addresses[0].display_name, mail["From"].addresses[0].addr_spec) != tuple(sender.split("|")):
        fail("From: %s" % mail["From"])
    if (mail["To"].addresses[0].display_name, mail["To"].addresses[0].addr_spec) != tuple(recipient.split("|")):
        fail("To: %s" % mail["To"])
    if mail["Subject"] != subject:
        fail("Subject: %s" % mail["Subject"])
    if mail["Date"].datetime is None or mail["MIME-Version"] != "1.0":
        fail("Date: %s, MIME-Version: %s" % (mail["Date"], mail["MIME-Version"]))


def read_events(name):
    raw = open(name, "rb").read()
    if not raw.endswith(b"\r\n"):
        fail("the last line does not end with CRLF")
    for line in raw[:-2].split(b"\r\n"):
        if b"\n" in line or b"\r" in line:
            fail("a line does not end with CRLF")
        if len(line) > 75:
            fail("a line is longer than 75 bytes")
        line.decode("utf-8")  # folded between letters only
    lines = raw.decode("utf-8").replace("\r\n ", "").replace("\r\n\t", "").split("\r\n")[:-1]
    if lines[0] != "BEGIN:VCALENDAR" or lines[-1] != "END:VCALENDAR" or "VERSION:2.0" not in lines:
        fail("not a calendar")
    events, event = [], None
    for line in lines[1:-1]:
        if line == "BEGIN:VEVENT":
            event = {}
        elif line == "END:VEVENT":
            events.append(event)
            event = None
        elif event is not None:
            key, value = line.split(":", 1)
            if key in event:
                fail("%s stands twice" % key)
            event[key] = re.sub(r"\\([\\;,])", r"\1", value)
    if event is not None:
        fail("an event has no end")
    return events


def check_calendar(name, stamp):
    """Prints day and summary of each event."""
    events = read_events(name)
    if len({event["UID"] for event in events}) != len(events):
        fail("two events have the same UID")
    for event in events:
        if event["DTSTAMP"][:8] != stamp or not re.fullmatch(r"\d{8}T\d{6}Z", event["DTSTAMP"]):
            fail("DTSTAMP: %s" % event["DTSTAMP"])
        print(event["DTSTART;VALUE=DATE"], event["SUMMARY"])


def print_uids(name):
    for event in read_events(name):
        print(event["UID"])


commands = {"letter": check_letter, "headers": check_headers, "calendar": check_calendar, "uids": print_uids}
commands[sys.argv[1]](*sys.argv[2:])

#!/usr/bin/env python3
"""Types at real shells and presses the tabulator: completion.py PROGRAM. Exits with 77 where a shell is missing."""
import os
import pty
import re
import select
import shutil
import subprocess
import sys
import tempfile
import time

PROGRAM = os.path.abspath(sys.argv[1])
PATIENCE = 30  # seconds: under the sanitizers and beside other tests a call takes long

# What is typed before the tabulator, and what the line is then.
CASES = [
    ("a command", "aka ca", "aka case "),
    ("a verb", "aka case sh", "aka case show "),
    ("an option", "aka case list --ove", "aka case list --overdue "),
    ("a value behind an equals sign", "aka actors list --kind=uni", "aka actors list --kind=union "),
    ("a value with a colon", "aka case list --sort received:d", "aka case list --sort received:desc "),
    ("a Danish letter for an id", "aka case new -t elev-læ", "aka case new -t elev-laerling "),
    ("an open case, its business only shown", "aka case show 1", "aka case show 1 "),
    ("another register", "aka --db other.db case show ", "aka --db other.db case show 1 "),
    ("a home folder", "aka --db ~/other.db case show ", "aka --db ~/other.db case show 1 "),
    ("a file", "aka case import regis", "aka case import register.csv "),
    ("a file behind an equals sign", "aka report month --output=regis", "aka report month --output=register.csv "),
    ("nothing for a name", "aka case new --title regis", "aka case new --title regis"),
]
LISTED = ("aka case re", "Open a closed case again")


def environment(work):
    keep = {key: value for key, value in os.environ.items() if key.startswith(("ASAN", "UBSAN", "LSAN"))}
    return keep | {
        "PATH": os.path.dirname(PROGRAM) + ":/usr/bin:/bin", "HOME": work, "LANG": "C.UTF-8", "TERM": "xterm",
        "XDG_CONFIG_HOME": work + "/config", "XDG_DATA_HOME": work + "/data", "AKA_LANG": "en",
        "AKA_MUNICIPALITY": "naestved", "AKA_USER": "MK", "INPUTRC": "/dev/null", "HISTFILE": "/dev/null",
    }


class Terminal:
    """A shell on a terminal of its own."""

    def __init__(self, command, setup, work):
        self.child, self.screen = pty.fork()
        if self.child == 0:
            os.chdir(work)
            os.execve(command[0], command, environment(work))
        self.seen = ""
        self.send(setup + "; printf 'rea''dy\\n'\r")
        self.wait(r"[\r\n]ready")

    def send(self, text):
        os.write(self.screen, text.encode())

    def wait(self, pattern):
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if found := re.search(pattern, self.seen):
                self.seen = self.seen[found.end():]
                return found
            if select.select([self.screen], [], [], 0.2)[0]:
                self.seen += os.read(self.screen, 65536).decode(errors="replace")
        raise TimeoutError(f"no {pattern!r} in {self.seen[-2000:]!r}")

    def completed(self, typed):
        """The line as it is after the tabulator: it is made the argument of a command that shows it."""
        self.send(typed + "\t" + "\x01printf '<%s>\\n' \"\x05\"\r")
        return self.wait(r"[\r\n]<([^>]*)>").group(1)

    def listed(self, typed, wanted):
        self.send(typed + "\t\t")
        self.wait(re.escape(wanted))
        self.send("\x03")

    def close(self):
        os.close(self.screen)
        os.waitpid(self.child, 0)


class Fish:
    """Fish tells what it would offer."""

    def __init__(self, work):
        self.work = work

    def offered(self, typed):
        script = "source (aka completion fish | psub); complete -C $argv[1]"
        return subprocess.run(["fish", "--no-config", "-c", script, typed], env=environment(self.work), cwd=self.work,
                              capture_output=True, text=True, timeout=PATIENCE, check=True).stdout.splitlines()

    def completed(self, typed):
        offered = [line.split("\t")[0] for line in self.offered(typed)]
        before = typed[:len(typed) - len(typed.split(" ")[-1])]
        return before + offered[0] + " " if len(offered) == 1 else typed

    def listed(self, typed, wanted):
        assert any(wanted in line for line in self.offered(typed)), self.offered(typed)

    def close(self):
        pass


def start(shell, work):
    if shell == "bash":
        return Terminal(["/bin/bash", "--noprofile", "--norc", "-i"], "source <(aka completion bash)", work)
    if shell == "zsh":
        setup = "bindkey -e; autoload -Uz compinit; compinit -u -D; source <(aka completion zsh)"
        return Terminal([shutil.which("zsh"), "-f", "-i"], setup, work)
    return Fish(work)


def main():
    failed = skipped = 0
    with tempfile.TemporaryDirectory() as work:
        for db in ("data/aka/aka.db", "other.db"):
            subprocess.run([PROGRAM, "--db", os.path.join(work, db), "case", "new", "Fjordglas \"$(reboot)\" ApS", "-t",
                            "amu"], env=environment(work), check=True, capture_output=True)
        open(work + "/register.csv", "w", encoding="utf-8").close()
        for shell in ("bash", "zsh", "fish"):
            if not shutil.which(shell):
                print(f"completion: skipped {shell}, which is not there")
                skipped += 1
                continue
            terminal = start(shell, work)
            for what, typed, wanted in CASES:
                if shell == "fish" and "æ" in typed:
                    continue  # fish offers only what begins with what was typed
                got = terminal.completed(typed)
                if got.rstrip() != wanted.rstrip() or (shell == "bash" and got != wanted):  # zsh adds the blank later
                    print(f"FAILED: {shell}: {what}: {typed!r} becomes {got!r} instead of {wanted!r}")
                    failed += 1
            terminal.listed(*LISTED)
            terminal.close()
    print(f"completion: {failed} failed")
    sys.exit(1 if failed else 77 if skipped else 0)


main()

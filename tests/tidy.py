#!/usr/bin/env python3
"""clang-tidy over src, several files read as one: usage tests/tidy.py BUILD [options of clang-tidy].

Nine tenths of its time go to the standard library's headers, again for each file; read together, files share
them. Two files with a name in common cannot be read together and are then checked one by one.
"""
import itertools
import json
import multiprocessing.pool
import os
import pathlib
import re
import subprocess
import sys

TOGETHER = 12
build, options = pathlib.Path(sys.argv[1]), sys.argv[2:]
source = pathlib.Path(__file__).resolve().parent.parent


def compiled():
    """Each source file with the words it is compiled with, those that name the file itself left out."""
    for entry in json.loads((build / "compile_commands.json").read_text()):
        path = pathlib.Path(entry["file"])
        if not path.is_relative_to(source / "src"):
            continue
        words = re.sub(r" -o \S+ -c \S+$", "", entry["command"]).replace('\\"', '"').split()
        yield path.parent, tuple(words), path, entry["directory"]


def batches():
    folder = build / "tidy"
    folder.mkdir(exist_ok=True)
    commands, found = [], []
    for (where, words), files in itertools.groupby(sorted(compiled()), key=lambda one: one[:2]):
        files = list(files)
        for first in range(0, len(files), TOGETHER):
            together = [path for _, _, path, _ in files[first : first + TOGETHER]]
            batch = folder / f"{where.name}_{len(found)}.cpp"
            batch.write_text("".join(f'#include "{path}"\n' for path in together))
            commands.append({"directory": files[0][3], "file": str(batch), "arguments": [*words, "-c", str(batch)]})
            found.append((batch, together))
    (folder / "compile_commands.json").write_text(json.dumps(commands))
    return found


def tidy(database, files, *more):
    call = ["clang-tidy", "-p", database, f"--config-file={source}/.clang-tidy", "--quiet", "--warnings-as-errors=*", "--extra-arg=-Wreserved-identifier"]
    done = subprocess.run([*call, *more, *files], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    return done.returncode, done.stdout


def check(batch):
    together, files = batch
    checks = [one.removeprefix("--checks=") for one in options if one.startswith("--checks=")]
    # That a .cpp file is included is how files are read together.
    code, said = tidy(build / "tidy", [together], *[one for one in options if not one.startswith("--checks=")], "--checks=" + ",".join([*checks, "-bugprone-suspicious-include"]))
    if code == 0 or "[clang-diagnostic-" not in said:
        return code, said
    apart = [tidy(build, [path], *options) for path in files]
    return max(code for code, _ in apart), "".join(said for _, said in apart) + f"apart: {together.name}\n"


build = build.resolve()
work = batches()
if not work:
    sys.exit(f"{build}/compile_commands.json names no file of src")
failed = False
with multiprocessing.pool.ThreadPool(os.cpu_count()) as pool:
    for code, said in pool.imap_unordered(check, work):
        print(said, end="", flush=True)
        failed = failed or code != 0
sys.exit(failed)

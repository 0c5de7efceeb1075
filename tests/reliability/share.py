#!/usr/bin/env python3
"""A register on a network share: refused by every command, and none is made there.

Usage: share.py AKA [short|long] [--broken]
No share is needed: a library that is loaded before the others answers statfs(2) for one folder as each network file
system does. Needs a C compiler.
"""
import os
import shutil
import subprocess

from commands import ALL, stages
from register import Tally, Work, arguments, copy, crashed, one_line, skip, state

# What statfs(2) and linux/magic.h call them.
SHARES = {"NFS": 0x6969, "SMB": 0x517B, "SMB2": 0xFE534D42, "CIFS": 0xFF534D42, "AFS": 0x5346414F, "Coda": 0x73757245,
          "9P": 0x01021997}
READING = {"case list": ["case", "list"], "report month": ["report", "month", "2026-11"]}
ANSWERS = r"""
#define _GNU_SOURCE
#include <dlfcn.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/vfs.h>

int statfs(const char* path, struct statfs* status) {
    int (*real)(const char*, struct statfs*) = dlsym(RTLD_NEXT, "statfs");
    int failed = real(path, status);
    const char* share = getenv("AKA_TEST_SHARE");
    char whole[PATH_MAX];
    if (!failed && share && realpath(path, whole) && strncmp(whole, share, strlen(share)) == 0)
        status->f_type = strtoul(getenv("AKA_TEST_SHARE_TYPE"), NULL, 0);
    return failed;
}
"""


def main():
    options = arguments(broken="a share that answers as a disk does")
    compiler = shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")
    if not compiler:
        skip("there is no C compiler")
    tally = Tally()
    with Work(options.aka) as work:
        library = work.path("answers.so")
        subprocess.run([compiler, "-shared", "-fPIC", "-o", library, "-xc", "-", "-ldl"], input=ANSWERS, text=True, check=True)
        files = stages(work)
        folder = work.path("share")
        os.mkdir(folder, 0o700)
        db = os.path.join(folder, "aka.db")
        for share, number in SHARES.items():
            kind = 0xEF53 if options.broken else number  # ext4
            env = {"LD_PRELOAD": library, "AKA_TEST_SHARE": os.path.realpath(folder), "AKA_TEST_SHARE_TYPE": str(kind)}
            for what, (stage, command) in {**{k: (4, v) for k, v in READING.items()}, **ALL}.items():
                for name in os.listdir(folder):
                    os.remove(os.path.join(folder, name))
                copy(files[stage], db)
                before = state(db)
                code, out, err = work.run(db, *command, env=env)
                place = f"{share}, {what}"
                tally.tried += 1
                tally.count("refused", code == 7)
                if crashed(code, err) or code != 7 or out or not one_line(err) or "network file system" not in err:
                    tally.fault(f"{place}: ended with {code}: {out}{err}")
                if state(db) != before:
                    tally.fault(f"{place}: changed")
            code, out, err = work.run(db, "data", "check", env=env)
            if code != 8 or "network file system" not in out:
                tally.fault(f"{share}, data check: ended with {code}: {out}{err}")
    tally.finish(options.broken)


main()

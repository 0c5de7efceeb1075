#!/usr/bin/env python3
"""Every library that the program or a module of it is linked with, or whose headers or archive it is made from, stands in
THIRD-PARTY with the licence that Debian tells of it, and none is under the GPL alone. Then faults are planted, and each must be found.
Usage: licences.py PROGRAM BUILD_FOLDER"""
import re
import subprocess
import sys
from pathlib import Path

# Debian's short names of what may be linked, and SPDX's. A licence that is not here may not be linked.
NAMES = {
    "expat": "MIT",
    "expat with embedded exception": "MIT",
    "mit": "MIT",
    "mit/x11": "X11-distribute-modifications-variant",
    "bsd-2-clause": "BSD-2-Clause",
    "bsd-3-clause": "BSD-3-Clause",
    "bsd-3-snowball": "BSD-3-Clause",
    "bsd-variant": "bzip2-1.0.6",
    "isc": "ISC",
    "zlib": "Zlib",
    "apache-2.0": "Apache-2.0",
    "epl-1": "EPL-1.0",
    "lgpl-2.1 or mpl-2.0": "LGPL-2.1-only OR MPL-2.0",
    "lgpl-2.1+": "LGPL-2.1-or-later",
    "public-domain": "public domain",
}
# What a copyright file without Debian's form must say for a licence.
PHRASES = {
    "GPL-3.0-or-later WITH GCC-exception-3.1": r"GCC RUNTIME LIBRARY EXCEPTION",
    "LGPL-2.1-or-later": r"is under the following\s+copyright.{0,400}?GNU Lesser General Public\s+License",
}
# The kernel excepts programs that use its interface.
SYSTEM = {"linux"}


def ask(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def paragraphs(text):
    """The fields of each paragraph; a line that begins with a space goes on."""
    for paragraph in re.split(r"\n\s*\n", text):
        yield {name: re.sub(r"\n[ \t]+", "\n", value).strip()
               for name, value in re.findall(r"^(\S[^:\n]*):((?:.*)(?:\n[ \t].*)*)", paragraph, re.M)}


def read_list(text):
    return {fields["Package"]: fields for fields in paragraphs(text) if "Package" in fields}


def packages_of(files):
    """The Debian package of each file; /lib and /usr/lib are one folder, and dpkg knows a file by either name."""
    asked = sorted({name for file in files for name in (file, file.removeprefix("/usr"), "/usr" + file)})
    found = subprocess.run(["dpkg-query", "-S", *asked], capture_output=True, text=True).stdout
    owners = {}
    for line in found.splitlines():
        owner, _, file = line.partition(": ")
        owners["/usr" + file.removeprefix("/usr")] = re.split("[,:]", owner)[0]
    return {file: owners.get("/usr" + file.removeprefix("/usr")) for file in files}


def linked_files(program):
    """What the loader loads. The name under /etc/alternatives belongs to no package: BLAS has several makers."""
    found = re.findall(r"=> (/\S+)", ask("ldd", program))
    return [str(Path(file).resolve()) for file in found]


def modules_of(program):
    """They are loaded by what needs them, so that the program's own list tells nothing of theirs."""
    return sorted(str(file) for file in Path(program).resolve().parent.parent.glob("lib*/**/aka_*.so"))


def archives(build):
    """What is linked into the program by the last of its commands."""
    return sorted(set(re.findall(r"/usr/lib/\S+[.]a\b", ask("ninja", "-C", build, "-t", "commands", "bin/aka").splitlines()[-1])))


def header_files(build):
    """What the compiler read for aka's own objects: those of the tests ship to nobody."""
    headers = set()
    own = False
    for line in ask("ninja", "-C", build, "-t", "deps").splitlines():
        if not line.startswith(" "):
            own = line.startswith("CMakeFiles/aka")
        elif own and line.strip().startswith("/usr/"):
            headers.add(line.strip())
    return sorted(headers)


def debian_licence(package):
    """The short name for all of a package that keeps Debian's form of the copyright file, else None; and the text."""
    text = Path(f"/usr/share/doc/{package}/copyright").read_text(encoding="utf-8")
    if text.startswith("Format:"):
        for fields in paragraphs(text):
            if "*" in fields.get("Files", "").split():
                return fields["License"].splitlines()[0], text
    return None, text


def fault_of(file, package, listed):
    """What is wrong with one file that the program is made with, or None."""
    if package is None:
        return f"{file} belongs to no package of Debian: its licence is unknown"
    source = ask("dpkg-query", "-W", "-f", "${source:Package}", package).strip()
    if source in SYSTEM:
        return None
    said, text = debian_licence(package)
    licence = NAMES.get(said.lower()) if said else None
    if said and licence is None:
        return f"{package} ({file}) is under {said}, which may not be linked: aka is EUPL-1.2 and takes MIT, BSD, MPL, EPL and LGPL"
    entry = listed.get(source)
    if entry is None:
        return (f"{package} ({file}) is not in THIRD-PARTY: add a paragraph with \"Package: {source}\" and "
                f"\"Licence: {licence or 'what its copyright file says'}\", see /usr/share/doc/{package}/copyright")
    named = entry.get("Licence", "")
    if said and named != licence:
        return f"THIRD-PARTY says that {source} is under {named or 'nothing'}; Debian says {said}, which is {licence}"
    if not said and not (named in PHRASES and re.search(PHRASES[named], text, re.S)):
        return f"THIRD-PARTY says that {source} is under {named or 'nothing'}; /usr/share/doc/{package}/copyright does not"
    missing = [field for field in ("Library", "Use", "Copyright") if not entry.get(field)]
    return f"THIRD-PARTY tells no {missing[0]} of {source}" if missing else None


def faults_of(files, listed):
    one_of_each = {package or file: file for file, package in packages_of(files).items()}
    found = (fault_of(file, None if key == file else key, listed) for key, file in sorted(one_of_each.items()))
    return [fault for fault in found if fault]


def planted(files, text):
    """Faults that must be found: what to look for, and what is said of them."""
    listed = read_list(text)
    without = {package: fields for package, fields in listed.items() if package != "libcsv"}
    wrong = read_list(text.replace("Package: icu\nUse: brought by libical\nLicence: MIT", "Package: icu\nUse: brought by libical\nLicence: ISC"))
    yield "libcsv", faults_of(files, without)
    yield "icu", faults_of(files, wrong)
    yield "GPL-3+", faults_of(linked_files("/usr/bin/sqlite3"), listed)  # it is linked with readline
    yield "no package of Debian", faults_of([sys.argv[0]], listed)


def main():
    program, build = sys.argv[1:]
    text = (Path(__file__).parent.parent / "THIRD-PARTY").read_text(encoding="utf-8")
    modules = modules_of(program)
    if len(modules) != 3:
        print(f"{len(modules)} modules stand beside {program}")
        return 1
    files = archives(build) + header_files(build)
    for made in [program, *modules]:
        files += linked_files(made)
    packages = {package for package in packages_of(files).values() if package}
    if len(packages) < 20:
        print(f"only {len(packages)} packages were found in {program} and {build}")
        return 1
    faults = faults_of(files, read_list(text))
    faults += [f"the planted fault \"{name}\" was not found" for name, found in planted(files, text) if not any(name in fault for fault in found)]
    print("\n".join(faults) if faults else f"{len(packages)} packages, all in THIRD-PARTY; four planted faults were found")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())

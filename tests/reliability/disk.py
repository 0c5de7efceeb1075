"""A disk that loses power: what was written is recorded with strace and rebuilt with what was not synced lost or torn.

The model is as hard as POSIX allows. A file's bytes and length are safe after fsync or fdatasync of that file; a name is
safe after fsync or fdatasync of its folder. Of the rest any part may be there: each write whole, not at all, or any of
its sectors; names in the order they were made, as a journal of the file system keeps them.
"""
import os
import re
import random
import subprocess

SECTOR = 512
TRACED = "openat,creat,close,pwrite64,write,ftruncate,unlink,unlinkat,rename,renameat,renameat2,fdatasync,fsync,mkdir,link,linkat"
LINE = re.compile(r"^\d+ +(\w+)\((.*)\)\s+= (-?\d+)")
TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')


def raw(text):
    return bytes.fromhex(text.replace("\\x", ""))


def record(command, folder, env, trace):
    """The changes below the folder, in order: tuples; what was said on standard output is one of them."""
    subprocess.run(["strace", "-f", "-qq", "-xx", "-s", "10000000", "-e", f"trace={TRACED}", "-o", trace, *command],
                   env=env, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True,
                   timeout=300)
    changes, open_files = [], {}

    def inside(path):
        return path == folder or path.startswith(folder + "/")

    with open(trace) as lines:
        for line in lines:
            match = LINE.match(line)
            if not match or int(match.group(3)) < 0:
                continue
            call, rest, result = match.group(1), match.group(2), int(match.group(3))
            texts = [raw(t) for t in TEXT.findall(rest)]
            fd = int(number.group()) if (number := re.match(r"\d+", rest)) else -1
            if call in ("openat", "creat"):
                path = texts[0].decode()
                open_files.pop(result, None)
                if inside(path):
                    open_files[result] = path
                    if "O_CREAT" in rest:
                        changes.append(("create", path))
                    if "O_TRUNC" in rest:
                        changes.append(("truncate", path, 0))
                    changes.append(("open", path, result))
            elif call == "close":
                if open_files.pop(fd, None):
                    changes.append(("close", fd))
            elif call == "write" and fd == 1 and fd not in open_files:
                changes.append(("said", texts[0].decode(errors="replace")))
            elif call in ("pwrite64", "write") and fd in open_files:
                if call == "write":
                    raise RuntimeError("write without a place is not simulated")
                place = int(rest.rsplit(",", 1)[1])
                changes.append(("write", fd, place, texts[0][:result]))
            elif call == "ftruncate" and fd in open_files:
                changes.append(("ftruncate", fd, int(rest.rsplit(",", 1)[1])))
            elif call in ("fdatasync", "fsync") and fd in open_files:
                changes.append(("sync", fd))
            elif call in ("unlink", "unlinkat") and inside(texts[0].decode()):
                changes.append(("unlink", texts[0].decode()))
            elif call.startswith("rename") and inside(texts[1].decode()):
                changes.append(("rename", texts[0].decode(), texts[1].decode()))
            elif call == "mkdir" and inside(texts[0].decode()):
                changes.append(("mkdir", texts[0].decode()))
    changes.append(("ended",))
    return changes


class File:
    def __init__(self):
        self.safe, self.waiting = bytearray(), []


def put(data, place, piece):
    if len(data) < place:
        data.extend(bytes(place - len(data)))
    data[place:place + len(piece)] = piece


def put_part(data, change, chance):
    """Whole, not at all, or torn; a length may be there without its bytes, over what the disk held before."""
    if change[0] == "truncate":
        if chance.random() < 0.5:
            size = change[1]
            del data[size:]
            data.extend(bytes(size - len(data)))
        return
    _, place, piece = change
    how = chance.random()
    if how < 0.4:
        put(data, place, piece)
    elif how < 0.6:
        begin = 0
        while begin < len(piece):
            end = min(len(piece), begin + SECTOR - (place + begin) % SECTOR)
            if chance.random() < 0.5:
                put(data, place + begin, piece[begin:end])
            begin = end
    elif how < 0.7 and place + len(piece) > len(data):
        put(data, len(data), chance.randbytes(place + len(piece) - len(data)))


class Disk:
    """Changes one by one; at any moment what a loss of power may leave."""

    def __init__(self, folder):
        self.folder = folder
        self.open_files = {}
        self.names = {folder: {}}    # what programs see: folder -> name -> File, or None for a folder
        self.safe_names = {folder: {}}
        self.waiting_names = {folder: []}

    def place(self, path):
        return os.path.dirname(path), os.path.basename(path)

    def name(self, path, node):
        folder, name = self.place(path)
        if node is False:
            self.names[folder].pop(name, None)
        else:
            self.names[folder][name] = node
        self.waiting_names[folder].append((name, node))

    def apply(self, change):
        kind = change[0]
        if kind == "create":
            folder, name = self.place(change[1])
            if name not in self.names[folder]:
                self.name(change[1], File())
        elif kind == "open":
            folder, name = self.place(change[1])
            is_folder = change[1] in self.names
            self.open_files[change[2]] = change[1] if is_folder else self.names[folder][name]
        elif kind == "close":
            self.open_files.pop(change[1])
        elif kind == "write":
            self.open_files[change[1]].waiting.append(("write", change[2], change[3]))
        elif kind == "ftruncate":
            self.open_files[change[1]].waiting.append(("truncate", change[2]))
        elif kind == "truncate":
            folder, name = self.place(change[1])
            self.names[folder][name].waiting.append(("truncate", change[2]))
        elif kind == "sync":
            self.sync(self.open_files[change[1]])
        elif kind == "unlink":
            self.name(change[1], False)
        elif kind == "rename":
            folder, name = self.place(change[1])
            node = self.names[folder][name]
            self.name(change[2], node)
            self.name(change[1], False)
        elif kind == "mkdir":
            self.name(change[1], None)
            self.names.setdefault(change[1], {})
            self.safe_names.setdefault(change[1], {})
            self.waiting_names.setdefault(change[1], [])
        elif kind == "ended":
            self.open_files.clear()

    def sync(self, what):
        if isinstance(what, str):
            self.keep_names(self.safe_names[what], self.waiting_names[what])
            self.waiting_names[what] = []
            return
        for change in what.waiting:
            if change[0] == "write":
                put(what.safe, change[1], change[2])
            else:
                del what.safe[change[1]:]
                what.safe.extend(bytes(change[1] - len(what.safe)))
        what.waiting = []

    @staticmethod
    def keep_names(names, waiting):
        for name, node in waiting:
            if node is False:
                names.pop(name, None)
            else:
                names[name] = node

    def rebuild(self, target, chance=random):
        """Writes what is left after a loss of power into the folder."""
        self.rebuild_folder(self.folder, target, chance)

    def rebuild_folder(self, folder, target, chance):
        os.makedirs(target, mode=0o700, exist_ok=True)
        names = dict(self.safe_names[folder])
        waiting = self.waiting_names[folder]
        self.keep_names(names, waiting[:chance.randint(0, len(waiting))])
        for name, node in names.items():
            if node is None:
                self.rebuild_folder(os.path.join(folder, name), os.path.join(target, name), chance)
                continue
            data = bytearray(node.safe)
            everything = chance.random()  # now and then nothing or all of it is there
            for change in node.waiting:
                if everything < 0.1:
                    break
                if everything > 0.9:
                    if change[0] == "write":
                        put(data, change[1], change[2])
                    else:
                        del data[change[1]:]
                        data.extend(bytes(change[1] - len(data)))
                else:
                    put_part(data, change, chance)
            with open(os.path.join(target, name), "wb") as out:
                out.write(data)
            os.chmod(os.path.join(target, name), 0o600)

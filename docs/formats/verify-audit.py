#!/usr/bin/env python3
"""Checks the record of AgntOS: verify-audit.py HEAD FILE...

HEAD is audit-head.json; the FILEs are audit-000001.jsonl and on, then audit.jsonl. Written after audit-line.md alone and
sharing nothing with the programs that write the record. Prints the hash of every line with --hashes. Exit: 0 whole,
1 altered (the first bad line is named), 2 wrong usage.
"""

import hashlib
import json
import re
import sys

START = b'{"schema":2,'
ZERO = "0" * 64
SHORT = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r"}
HEX = re.compile("[0-9a-f]{64}")


class Bad(Exception):
    pass


def no_repeats(pairs):
    names = [name for name, _ in pairs]
    if len(set(names)) != len(names):
        raise Bad("a name is there twice")
    return dict(pairs)


def no_fractions(text):
    raise Bad("a number is no integer: " + text)


def text(value):
    return '"' + "".join(SHORT.get(c) or (c if c >= " " else "\\u%04X" % ord(c)) for c in value) + '"'


def written(value, is_sorted):
    if isinstance(value, dict):
        names = sorted(value) if is_sorted else value
        return "{" + ",".join(text(name) + ":" + written(value[name], is_sorted) for name in names) + "}"
    if isinstance(value, list):
        return "[" + ",".join(written(each, is_sorted) for each in value) + "]"
    if isinstance(value, str):
        return text(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return "null" if value is None else str(value)


def check(line, prev):
    """The hash of a line that links to prev."""
    try:
        decoded = line.decode("utf-8")
        entry = json.loads(
            decoded, object_pairs_hook=no_repeats, parse_float=no_fractions, parse_constant=no_fractions
        )
    except ValueError as error:
        raise Bad("it cannot be read: %s" % error)
    if not isinstance(entry, dict) or written(entry, False) != decoded:
        raise Bad("it is not spelt as it was written")
    claimed = entry.pop("hash", None)
    found = hashlib.sha256(written(entry, True).encode("utf-8")).hexdigest()
    if claimed != found:
        raise Bad("its hash does not belong to its content")
    if not isinstance(entry.get("prev"), str) or not HEX.fullmatch(entry["prev"]):
        raise Bad("it has no prev")
    if entry["prev"] != prev:
        raise Bad("it does not link to the line before it")
    return found


def check_old(line):
    """A line of AgntOS 1.x: an object that has nothing of ours."""
    try:
        entry = json.loads(line.decode("utf-8"))
    except ValueError as error:
        raise Bad("it cannot be read: %s" % error)
    if not isinstance(entry, dict) or {"schema", "prev", "hash"} & set(entry):
        raise Bad("it is not as it was written")


def lines_of(files):
    for name in files:
        with open(name, "rb") as file:
            yield from file


def main(arguments):
    shows_hashes = "--hashes" in arguments
    files = [each for each in arguments if each != "--hashes"]
    if len(files) < 2:
        print(__doc__, file=sys.stderr)
        return 2
    before = hashlib.sha256()
    old = chained = 0
    last = ZERO
    for line in lines_of(files[1:]):
        is_old = chained == 0 and not line.startswith(START)
        if chained == 0 and old > 0 and not is_old:
            last = before.hexdigest()
        try:
            if is_old:
                check_old(line)
                before.update(line)
                old += 1
                continue
            if not line.endswith(b"\n"):
                raise Bad("it has no end")
            last = check(line[:-1], last)
        except Bad as bad:
            print("line %d: %s" % (old + chained + 1, bad))
            return 1
        chained += 1
        if shows_hashes:
            print(last)
    with open(files[0], encoding="utf-8") as file:
        head = json.load(file)
    if head["entries"] != chained or (chained and head["hash"] != last):
        print("line %d: the head names %d lines and %s" % (old + chained + 1, head["entries"], head["hash"]))
        return 1
    if not shows_hashes:
        print("whole: %d lines" % (old + chained))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

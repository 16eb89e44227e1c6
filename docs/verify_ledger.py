#!/usr/bin/env python3
"""Verifies the chain and the words of a wortlaut ledger of format 1, without wortlaut. See ledger-format.md."""

import hashlib
import sqlite3
import sys
import unicodedata

KINDS = {1: "article", 2: "record", 3: "correction", 4: "forget"}


class Reader:
    """Canonical bytes."""

    def __init__(self, data):
        self.data, self.at = data, 0

    def raw(self, length):
        taken = self.data[self.at : self.at + length]
        if len(taken) != length:
            raise ValueError("the bytes end too early")
        self.at += length
        return taken

    def byte(self):
        return self.raw(1)[0]

    def number(self):
        value = shift = 0
        while True:
            byte = self.byte()
            value |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                if byte == 0 and shift > 7:
                    raise ValueError("a number is not in its shortest form")
                return value

    def text(self):
        return self.raw(self.number()).decode("utf-8")

    def option(self, read):
        return read() if self.byte() else None


def number(value):
    out = bytearray()
    while value >= 0x80:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes(out) + bytes([value])


def sha256(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def identity(text):
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return sha256(unicodedata.normalize("NFC", "\n".join(line.rstrip() for line in lines).strip()).encode())


def main(path):
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    problems, wordless, forgotten, texts = [], {}, set(), {}
    previous, last = bytes(32), 0

    def tell(entry, what):
        problems.append(f"entry {entry}: {what}")

    def contents(entry):
        return connection.execute("SELECT text, details FROM contents WHERE entry = ?", (entry,)).fetchone()

    columns = "number, kind, time, article, previous, bytes, hash"
    for row, kind, time, about, before, data, digest in connection.execute(f"SELECT {columns} FROM entries ORDER BY number"):
        if row != last + 1:
            tell(row, f"entry {last + 1} is missing")
        if before != previous:
            tell(row, "it does not follow the entry before")
        if digest != sha256(previous, data):
            tell(row, "its hash is not that of its bytes")
        last, previous = row, digest
        reader = Reader(data)
        if reader.byte() != 1:
            tell(row, "its layout is not known")
            continue
        if (KINDS.get(reader.byte()), reader.number(), reader.text()) != (kind, row, time):
            tell(row, "its columns say something else than its bytes")
        if kind == "article":
            name, _, length = reader.raw(32), reader.option(reader.number), reader.number()
            text_hash, seal = reader.raw(32), reader.raw(32)
            words = contents(row)
            if words is None:
                wordless[row] = row
                continue
            text = words[0].encode()
            texts = {row: text}
            if len(text) != length or sha256(text) != text_hash or identity(words[0]) != name:
                tell(row, "its text is not the one that was added")
            if sha256(number(len(text)), text, words[1]) != seal:
                tell(row, "its metadata are not those that were added")
        elif kind == "record":
            article, _, _ = reader.number(), reader.text(), reader.text()
            _, _, _, seal = reader.number(), reader.number(), reader.number(), reader.raw(32)
            words = contents(row)
            if words is None:
                wordless[row] = article
                continue
            if article not in texts:
                texts = {article: (contents(article) or ("", b""))[0].encode()}
            if sha256(number(len(texts[article])), texts[article], words[1]) != seal:
                tell(row, "what was read is not what was written")
        elif kind == "forget":
            forgotten.add(reader.number())
    for entry, article in wordless.items():
        if article not in forgotten:
            tell(entry, "its words are missing, and no entry says that they were forgotten")
    print(f"{last} entries, {len(forgotten)} articles forgotten, head {last}:sha256:{previous.hex()}")
    for problem in problems:
        print(problem)
    return 2 if problems else 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: verify_ledger.py LEDGER")
    sys.exit(main(sys.argv[1]))

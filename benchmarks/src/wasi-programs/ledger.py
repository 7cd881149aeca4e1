"""Reads a tree of orders in JSON, writes one sorted table for each folder and a summary. usage: ledger.py IN OUT"""

import hashlib
import json
import os
import sys


def lines(folder, names):
    for name in names:
        with open(os.path.join(folder, name), encoding="utf-8") as file:
            order = json.load(file)
        total = sum(item["count"] * item["cents"] for item in order["items"])
        yield f"{total:09d};{order['id']};{order['buyer']['name']};{len(order['items'])}\n"


def main(source, target):
    files = cents = size = 0
    digest = hashlib.md5()
    for folder, _, names in sorted(os.walk(source)):
        names = sorted(name for name in names if name.endswith(".json"))
        if not names:
            continue
        table = sorted(lines(folder, names))
        text = "".join(table)
        path = os.path.join(target, "tables", os.path.basename(folder) + ".csv")
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path + ".part", "w", encoding="utf-8") as file:
            file.write(text)
        os.replace(path + ".part", path)
        files += len(names)
        cents += sum(int(line[:9]) for line in table)
        size += sum(os.stat(os.path.join(folder, name)).st_size for name in names)
        digest.update(text.encode())
    summary = {"files": files, "bytes": size, "cents": cents, "md5": digest.hexdigest()}
    with open(os.path.join(target, "summary.json"), "w", encoding="utf-8") as file:
        json.dump(summary, file, separators=(",", ":"))


main(*sys.argv[1:])

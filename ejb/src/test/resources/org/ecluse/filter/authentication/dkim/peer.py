"""Signs or verifies messages with dkimpy, without asking any DNS.

verify DIR: prints for each *.eml "name verdict,verdict"; keys stand in DIR/zone as "name<TAB>text"
sign DIR:   reads lines "name<TAB>key<TAB>algorithm<TAB>header/body<TAB>fields<TAB>length" from DIR/jobs, writes name.signed
"""
import pathlib
import sys

import dkim


def zone(folder):
    records = {}
    for line in (folder / "zone").read_text().splitlines():
        name, text = line.split("\t")
        records[name.encode()] = text.encode()
    return lambda name, timeout=5: records.get(name.rstrip(b"."))


def verdict(check):
    try:
        return "pass" if check() else "fail"
    except dkim.DKIMException as error:
        return "error:" + type(error).__name__


def verify(folder):
    ask = zone(folder)
    for file in sorted(folder.glob("*.eml")):
        message = file.read_bytes()
        signatures = sum(1 for name, _ in dkim.DKIM(message).headers if name.lower() == b"dkim-signature")
        verdicts = [verdict(lambda: dkim.DKIM(message).verify(idx=i, dnsfunc=ask)) for i in range(signatures)]
        if b"ARC-Seal" in message:
            verdicts.append("arc=%s" % (dkim.arc_verify(message, dnsfunc=ask)[0] or b"none").decode())
        print(file.name, ",".join(verdicts))


def sign(folder):
    for line in (folder / "jobs").read_text().splitlines():
        name, key, algorithm, canonicalization, fields, length = line.split("\t")
        message = (folder / name).read_bytes()
        signature = dkim.DKIM(message).sign(
            b"sel",
            b"example.org",
            (folder / key).read_bytes(),
            signature_algorithm=algorithm.encode(),
            canonicalize=tuple(part.encode() for part in canonicalization.split("/")),
            include_headers=[field.encode() for field in fields.split(":")],
            length=length == "yes",
        )
        (folder / (name + ".signed")).write_bytes(signature + message)


{"verify": verify, "sign": sign}[sys.argv[1]](pathlib.Path(sys.argv[2]))

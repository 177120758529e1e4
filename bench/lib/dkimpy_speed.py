"""Verifies the mails of a directory with dkimpy, keys in memory, and prints mails per CPU second.

DIR/zone holds "name<TAB>text"; each folder of DIR is a corpus of *.eml. Prints for each corpus
"corpus<TAB>DKIM<TAB>mails<TAB>signatures that passed<TAB>mails per CPU second", the median of seven rounds.
"""
import pathlib
import statistics
import sys
import time

import dkim

ROUNDS = 7
ROUND_SECONDS = 2.0


def main(folder):
    keys = {}
    for line in (folder / "zone").read_text().splitlines():
        name, text = line.split("\t")
        keys[name.encode()] = text.encode()

    def ask(name, timeout=5):
        return keys.get(name.rstrip(b"."))

    def verify(message):
        mail = dkim.DKIM(message)
        signatures = sum(1 for name, _ in mail.headers if name.lower() == b"dkim-signature")
        return sum(1 for i in range(signatures) if mail.verify(idx=i, dnsfunc=ask))

    for corpus in sorted(path for path in folder.iterdir() if path.is_dir()):
        mails = [file.read_bytes() for file in sorted(corpus.glob("*.eml"))]
        passed = sum(verify(mail) for mail in mails)
        rates = []
        for _ in range(ROUNDS):
            count = 0
            start = time.process_time()
            while time.process_time() - start < ROUND_SECONDS:
                for mail in mails:
                    verify(mail)
                count += len(mails)
            rates.append(count / (time.process_time() - start))
        print(f"{corpus.name}\tDKIM\t{len(mails)}\t{passed}\t{statistics.median(rates):.0f}", flush=True)


main(pathlib.Path(sys.argv[1]))

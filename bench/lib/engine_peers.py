#!/usr/bin/env python3
"""engine_peers.py PEER MAILS WORK: CPU a mail of rspamd or spamd, one worker, network off, for each message of the folder MAILS."""
import os
import shutil
import signal
import statistics
import subprocess
import sys
import time

import quality_peers as peers

PEER, MAILS, WORK = sys.argv[1:4]
ROUNDS = 5


def ticks(pid):
    """CPU seconds of a process and its descendants, those that ended included."""
    fields = open(f"/proc/{pid}/stat").read().rsplit(")", 1)[1].split()
    own = sum(int(f) for f in fields[11:15]) / os.sysconf("SC_CLK_TCK")
    children = subprocess.run(["pgrep", "-P", str(pid)], stdout=subprocess.PIPE).stdout.split()
    return own + sum(ticks(int(child)) for child in children)


def main():
    home = f"{WORK}/{PEER}-engine"
    shutil.rmtree(home, ignore_errors=True)
    os.makedirs(home)
    os.chmod(home, 0o755)
    if PEER == "rspamd":
        daemon, scan, count = peers.start_rspamd(home), lambda mail: peers.post(peers.RSPAMD, "checkv2", mail), 200
    else:
        config = f"{home}/local.cf"
        open(config, "w").write("use_bayes 0\nskip_rbl_checks 1\n")
        daemon, scan, count = peers.start_spamd(home, config), peers.spamd_score, 20
    try:
        for name in sorted(os.listdir(MAILS)):
            mail = open(f"{MAILS}/{name}", "rb").read()
            if len(mail) > 200_000:
                continue
            for _ in range(count // 4):
                scan(mail)
            cpu, waits = [], []
            for _ in range(ROUNDS):
                before = ticks(daemon.pid)
                for _ in range(count):
                    start = time.perf_counter()
                    scan(mail)
                    waits.append((time.perf_counter() - start) * 1000)
                cpu.append((ticks(daemon.pid) - before) / count * 1000)
            waits.sort()
            print(f"{name[:-4].replace('_', ' '):22s} {len(mail) / 1000:9.1f} KB   {statistics.median(cpu):8.3f} ms CPU a mail"
                  f"   median {waits[len(waits) // 2]:.3f} ms  p99 {waits[len(waits) * 99 // 100]:.3f} ms")
    finally:
        daemon.terminate()
        daemon.wait()
        shutil.rmtree(home)


signal.signal(signal.SIGTERM, peers.stopped)
main()

#!/usr/bin/env python3
"""quality_peers.py PEER CORPUS WORK: lets a peer score each part of WORK/split.tsv after it learned all others; writes WORK/PEER.tsv."""
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

PEER, CORPUS, WORK = (sys.argv + [""] * 3)[1:4]


def path(name):
    return os.path.join(CORPUS, name)


def listed(name, rows):
    with open(name, "w") as out:
        out.writelines(path(row[0]) + "\n" for row in rows)
    return name


def run(*command, **options):
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, **options).stdout


def bogofilter(home, learn, score):
    for label, flag in (("spam", "-s"), ("ham", "-n")):
        names = "".join(path(r[0]) + "\n" for r in learn if r[1] == label)
        run("bogofilter", "-C", "-d", home, flag, "-b", input=names.encode())
    answer = subprocess.run(
        ["bogofilter", "-C", "-d", home, "-b", "-v", "-TT"], input="".join(path(r[0]) + "\n" for r in score).encode(), stdout=subprocess.PIPE
    ).stdout.decode()
    for row, line in zip(score, answer.splitlines(), strict=True):
        yield row[0], float(line.split()[-1])


def spamassassin(home, learn, score):
    config = os.path.join(home, "local.cf")
    with open(config, "w") as out:
        out.write(f"bayes_path {home}/bayes\nbayes_file_mode 0777\nuse_bayes 1\nbayes_auto_learn 0\nskip_rbl_checks 1\nuse_learner 1\n")
    for label in ("spam", "ham"):
        run("sa-learn", f"--prefspath={config}", f"--{label}", "--no-sync", "-f", listed(f"{home}/{label}", [r for r in learn if r[1] == label]))
    run("sa-learn", f"--prefspath={config}", "--sync")
    # One daemon for all of them: a process a mail would measure Perl's start.
    daemon = start_spamd(home, config)
    try:
        learned = False
        for row in score:
            answer = spamd_answer(open(path(row[0]), "rb").read())
            learned |= "BAYES_" in answer
            yield row[0], spamd_points(answer)
        # Without what it learned it is not the peer that is named: no figure is better than a wrong one.
        if not learned:
            sys.exit("spamd did not use Bayes")
    finally:
        daemon.terminate()
        daemon.wait()


SPAMD, RSPAMD, RSPAMD_CONTROL = 21041, 21042, 21043


def start_spamd(home, config):
    daemon = subprocess.Popen(
        ["spamd", "-L", "-p", str(SPAMD), "-i", "127.0.0.1", "-m", "1", "-x", f"--siteconfigpath={site(home, config)}"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    wait(SPAMD)
    return daemon


def site(home, config):
    folder = os.path.join(home, "site")
    shutil.copytree("/etc/spamassassin", folder)
    shutil.copy(config, os.path.join(folder, "zz-bench.cf"))
    return folder


def wait(port):
    end = time.time() + 120
    while time.time() < end:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.3)
    sys.exit(f"nothing listens on port {port}")


def spamd_score(mail):
    return spamd_points(spamd_answer(mail))


def spamd_answer(mail):
    with socket.create_connection(("127.0.0.1", SPAMD), 60) as spamd:
        spamd.sendall(b"SYMBOLS SPAMC/1.5\r\nContent-length: %d\r\n\r\n" % len(mail) + mail)
        spamd.shutdown(socket.SHUT_WR)
        answer = b""
        while part := spamd.recv(4096):
            answer += part
    return answer.decode("latin-1")


def spamd_points(answer):
    line = next(l for l in answer.splitlines() if l.startswith("Spam:"))
    return float(line.split(";")[1].split("/")[0])


MODULES = ("rbl spf dkim dkim_signing dmarc arc asn mx_check fuzzy_check url_redirector replies greylist ratelimit neural history_redis "
           "metric_exporter clickhouse external_services antivirus reputation known_senders phishing hfilter p0f elastic milter_headers").split()


def rspamd(home, learn, score):
    daemon = start_rspamd(home)
    try:
        for row in learn:
            post(RSPAMD_CONTROL, "learnspam" if row[1] == "spam" else "learnham", open(path(row[0]), "rb").read())
        learned = False
        for row in score:
            answer = json.loads(post(RSPAMD, "checkv2", open(path(row[0]), "rb").read()))
            learned |= any(symbol.startswith("BAYES_") for symbol in answer["symbols"])
            yield row[0], answer["score"]
        if not learned:
            sys.exit("rspamd did not use Bayes")
    finally:
        daemon.terminate()
        daemon.wait()


def start_rspamd(home):
    """With Bayes in files of its own, its memory of what it learned too, and the modules off that ask the network."""
    for folder in ("local.d", "override.d", "db", "run", "log"):
        os.makedirs(f"{home}/{folder}", exist_ok=True)
    files = {f"{m}.conf": "enabled = false;" for m in MODULES}
    files["options.inc"] = 'dns { nameserver = ["127.0.0.1:9"]; timeout = 0.1s; retransmits = 1; }'
    files["worker-fuzzy.inc"] = files["worker-proxy.inc"] = "enabled = false;"
    files["worker-normal.inc"] = f'bind_socket = "127.0.0.1:{RSPAMD}"; count = 1;'
    files["worker-controller.inc"] = f'bind_socket = "127.0.0.1:{RSPAMD_CONTROL}"; secure_ip = "127.0.0.1";'
    files["statistic.conf"] = f"""classifier "bayes" {{ tokenizer {{ name = "osb"; }} min_tokens = 11; min_learns = 200; backend = "sqlite3";
        cache {{ path = "{home}/db/learned.sqlite"; }}
        statfile {{ symbol = "BAYES_HAM"; path = "{home}/db/ham.sqlite"; spam = false; }}
        statfile {{ symbol = "BAYES_SPAM"; path = "{home}/db/spam.sqlite"; spam = true; }} }}"""
    for name, text in files.items():
        with open(f"{home}/override.d/{name}", "w") as out:
            out.write(text + "\n")
    shutil.copyfile(f"{home}/override.d/statistic.conf", f"{home}/local.d/statistic.conf")
    run("chown", "-R", "_rspamd:", home)
    daemon = subprocess.Popen(
        ["rspamd", "-f", "-u", "_rspamd", "-g", "_rspamd", "-c", "/etc/rspamd/rspamd.conf", f"--var=LOCAL_CONFDIR={home}",
         f"--var=DBDIR={home}/db", f"--var=RUNDIR={home}/run", f"--var=LOGDIR={home}/log"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    wait(RSPAMD)
    wait(RSPAMD_CONTROL)
    return daemon


def post(port, command, mail):
    request = urllib.request.Request(f"http://127.0.0.1:{port}/{command}", data=mail)
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.read()
    except urllib.error.HTTPError as e:
        if command.startswith("learn"):
            return b""  # too few tokens: rspamd says so by an error
        raise e


def main():
    split = [line.rstrip("\n").split("\t") for line in open(f"{WORK}/split.tsv")]
    start = time.time()
    with open(f"{WORK}/{PEER}.tsv.part", "w") as out:
        for part in sorted({row[2] for row in split}):
            home = f"{WORK}/{PEER}-{part}"
            shutil.rmtree(home, ignore_errors=True)
            os.makedirs(home)
            os.chmod(home, 0o777)  # spamd gives up root before it reads what was learned
            learn = [r for r in split if r[2] != part]
            score = [r for r in split if r[2] == part]
            for name, points in globals()[PEER](home, learn, score):
                out.write(f"{name}\t{points}\n")
            shutil.rmtree(home)
    os.rename(f"{WORK}/{PEER}.tsv.part", f"{WORK}/{PEER}.tsv")
    print(f"{PEER}: {len(split)} mails in {time.time() - start:.0f} s")


def stopped(*_):
    sys.exit("stopped")  # so that "finally" stops the daemon too


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, stopped)
    main()

#!/usr/bin/env python3
"""One command from a fresh checkout to a running LAKIP. Standard library only.

    python3 run.py              sets up and starts the demo
    python3 run.py setup        sets up and starts nothing
    python3 run.py test         sets up what the tests need and runs the gate
    python3 run.py bench        runs the benchmarks

It may be started by an older Python than LAKIP needs (3.8 is enough): it looks for a newer one.
"""

from __future__ import annotations

import argparse
import contextlib
import ctypes
import fcntl
import glob
import hashlib
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

ROOT = os.path.dirname(os.path.abspath(__file__))
VENV = os.path.join(ROOT, ".venv")
PYTHON = os.path.join(VENV, "bin", "python")
LAKIP = os.path.join(VENV, "bin", "lakip")
# Written last, so a .venv without it is half-made and is made again.
MARK = os.path.join(VENV, ".lakip-lock")
RUNTIME, DEV, BENCH = "lock.txt", "dev-lock.txt", "bench-lock.txt"
OLDEST = (3, 12)
TRIED = ((3, 14), (3, 13), (3, 12))  # The locked wheels exist for these; newest first.
CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FIRST_PORT, PORTS_TRIED = 8000, 20
END_WHEN_PARENT_ENDS = 1  # PR_SET_PDEATHSIG, in Linux's <sys/prctl.h>.

PROBE = """
import sys, venv, ensurepip, ssl, sqlite3, ctypes, multiprocessing
assert sys.implementation.name == "cpython"
print(sys.version_info[0], sys.version_info[1])
"""

LAUNCHER = """#!{python}
# Made by run.py.
import sys

from lakip.command import main

# The web server's processes import this file again and must not start a second command.
if __name__ == "__main__":
    sys.exit(main())
"""


class Stop(Exception):
    """Ends the command with a sentence and an exit code."""

    def __init__(self, sentence, code=1):
        super().__init__(sentence)
        self.code = code


def say(sentence):
    print(sentence, flush=True)


# A Python new enough -----------------------------------------------------------------------


def candidates():
    """Interpreters worth asking: our own, those on PATH, those that pyenv and uv keep."""
    yield sys.executable
    pyenv = os.environ.get("PYENV_ROOT") or os.path.expanduser("~/.pyenv")
    uv = os.environ.get("UV_PYTHON_INSTALL_DIR") or os.path.expanduser("~/.local/share/uv/python")
    patterns = [pyenv + "/versions/*/bin/python3", uv + "/*/bin/python3"]
    for folder in os.environ.get("PATH", "").split(os.pathsep):
        if os.path.basename(folder) == "shims":
            # A shim answers for whatever is chosen today; the real ones stand beside it.
            patterns.append(os.path.dirname(folder) + "/versions/*/bin/python3")
            continue
        for name in [f"python{major}.{minor}" for major, minor in TRIED] + ["python3"]:
            yield os.path.join(folder, name)
    for pattern in patterns:
        yield from sorted(glob.glob(pattern))


def version_of(path):
    """(major, minor) of an interpreter that can make an environment, else None."""
    try:
        answer = subprocess.run(
            [path, "-I", "-c", PROBE],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            stdin=subprocess.DEVNULL,
            timeout=20,
        )
        return tuple(int(part) for part in answer.stdout.split()) or None
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return None


def find_python():
    """The newest interpreter that the locked wheels are made for, else any newer one."""
    found = {}
    asked = set()
    for candidate in candidates():
        # The real path, for .venv/bin/python may be asking and is about to be made again.
        path = os.path.realpath(candidate)
        if path in asked or not os.access(path, os.X_OK):
            continue
        asked.add(path)
        version = version_of(path)
        if version and version >= OLDEST:
            found.setdefault(version, path)
    for version in list(TRIED) + sorted(found):
        if version in found:
            return found[version]
    raise Stop(
        "LAKIP memerlukan Python 3.12 atau lebih baru (lengkap dengan venv); di mesin ini tidak "
        "ada.\nPasang misalnya dengan: apt install python3 python3-venv, pyenv install 3.12, "
        "atau uv python install 3.12."
    )


# The environment ---------------------------------------------------------------------------


def lock_hash(name):
    with open(os.path.join(ROOT, "requirements", name), "rb") as lock:
        return hashlib.sha256(lock.read()).hexdigest()


def read_mark():
    """{lock: its hash when installed}, empty for a .venv that is absent, half-made or moved."""
    try:
        with open(MARK) as text:
            mark = json.load(text)
    except (OSError, ValueError):
        return {}
    usable = os.access(PYTHON, os.X_OK) and mark.pop("root", None) == ROOT
    return mark if usable else {}


def write_mark(mark):
    fresh = MARK + ".new"
    with open(fresh, "w") as text:
        json.dump(dict(mark, root=ROOT), text)
        text.flush()
        os.fsync(text.fileno())
    os.replace(fresh, MARK)


@contextlib.contextmanager
def only_one_prepares():
    """Two commands at once must not make the same .venv; the second one waits."""
    with open(os.path.join(ROOT, "requirements", RUNTIME)) as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def prepare(*locks):
    """Sees to a .venv that holds what these locks name, at once when it already does."""
    with only_one_prepares():
        mark = read_mark()
        for name in locks:
            wanted = lock_hash(name)
            if mark.get(name) == wanted:
                continue
            if name == RUNTIME:
                make_venv()
                mark = {}
            else:
                say(f"Memasang paket dari requirements/{name} …")
                os.remove(MARK)  # Interrupted from here on, the whole .venv is made again.
                pip_install(name)
            mark[name] = wanted
            write_mark(mark)


def make_venv():
    python = find_python()
    say(f"Menyiapkan .venv dengan {python} …")
    started = time.monotonic()
    if os.path.islink(VENV):
        os.unlink(VENV)
    with contextlib.suppress(FileNotFoundError):
        os.remove(MARK)  # Before anything else, so that a removal cut short is seen as one.
    shutil.rmtree(VENV, ignore_errors=True)
    if os.path.exists(VENV):
        raise Stop(f"{VENV} tidak dapat dihapus untuk dibuat ulang; hapus dahulu.")
    run_quietly([python, "-m", "venv", VENV], "membuat .venv")
    pip_install(RUNTIME)
    write_launcher()
    say(f"Lingkungan siap dalam {time.monotonic() - started:.0f} detik.")


def pip_install(name):
    lock = os.path.join(ROOT, "requirements", name)
    command = [PYTHON, "-m", "pip", "install", "--require-hashes", "--no-input"]
    command += ["--disable-pip-version-check", "--no-deps", "-r", lock]
    run_quietly(command, "memasang paket")


def write_launcher():
    """Makes `.venv/bin/lakip` without a build.

    An editable install would need a build backend in the environment, which a new venv has not;
    a path file and five lines do the same, and need nothing that is not in the lock.
    """
    with open(glob.glob(VENV + "/lib/python3*/site-packages")[0] + "/lakip.pth", "w") as path:
        path.write(ROOT + "\n")
    with open(LAKIP, "w") as launcher:
        launcher.write(LAUNCHER.format(python=PYTHON))
    os.chmod(LAKIP, 0o755)


def dies_with_us():
    """In the child: should this command be killed outright, the kernel ends the child too."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(END_WHEN_PARENT_ENDS, signal.SIGTERM)


def run_quietly(command, doing):
    """Runs a command that only speaks when it fails."""
    done = subprocess.run(
        command,
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        preexec_fn=dies_with_us,  # Else a killed set-up would go on beside the next one.
    )
    if done.returncode:
        sys.stderr.write(done.stdout.decode(errors="replace"))
        raise Stop(f"Gagal {doing} (lihat di atas).")


# Running -----------------------------------------------------------------------------------


def is_free(host, port):
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as attempt:
        attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            attempt.bind((host, port))
        except OSError:
            return False
        return True


def choose_port(host, wanted):
    if wanted:
        if is_free(host, wanted):
            return wanted
        raise Stop(f"Port {wanted} sedang dipakai program lain. Pilih yang lain: --port N.", 2)
    for port in range(FIRST_PORT, FIRST_PORT + PORTS_TRIED):
        if is_free(host, port):
            return port
    raise Stop(f"Tidak ada port bebas di {host} mulai {FIRST_PORT}. Pilih: --port N.", 2)


def reachable_name(host):
    """The name a browser can use: this machine's own address when we listen on all of them."""
    if host not in ("0.0.0.0", "::"):
        return f"[{host}]" if ":" in host else host
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # Sends nothing; only asks which way is out.
            return probe.getsockname()[0]
        except OSError:
            return socket.gethostname()


def start_child(arguments, environment):
    # A session of its own, so that Ctrl-C reaches this command only, which then ends both.
    return subprocess.Popen(
        [LAKIP, *arguments],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=dies_with_us,
    )


def end(children):
    for child in children.values():
        if child.poll() is None:
            child.terminate()
    deadline = time.monotonic() + 15
    for child in children.values():
        try:
            child.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


def check_alive(children):
    for name, child in children.items():
        if child.poll() is not None:
            code = child.returncode
            raise Stop(f"Proses {name} berhenti sendiri (kode {code}); semuanya dihentikan.")


def answers(url):
    try:
        # Our own address, so never through the proxy that the environment may name.
        direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        direct.open(url, timeout=2).close()
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
    return True


def prepare_demo(environment):
    if subprocess.run([LAKIP, "demo"], cwd=ROOT, env=environment).returncode:
        raise Stop("Data contoh tidak dapat disiapkan (lihat di atas).")


def start(options):
    name = reachable_name(options.host)
    port = choose_port(options.host, options.port)
    url = f"http://{name}:{port}"
    environment = dict(os.environ)
    environment.setdefault("LAKIP_URL", url)
    environment.setdefault("LAKIP_HOSTS", "127.0.0.1,localhost,[::1]," + name)
    prepare_demo(environment)
    # SIGINT too: a shell that starts a program in the background has it ignored.
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.default_int_handler)
    children = {}
    try:
        web = ["serve", "-v", "0", "--host", options.host, "--port", str(port)]
        children["web"] = start_child(web, environment)
        children["worker"] = start_child(["worker", "-v", "0"], environment)
        people = subprocess.run(
            [LAKIP, "demo", "--people"], cwd=ROOT, env=environment, stdout=subprocess.PIPE
        )
        while not answers(url):
            check_alive(children)
            time.sleep(0.05)
        say(f"\nLAKIP berjalan di {environment['LAKIP_URL']}\n")
        say(people.stdout.decode())
        say("Berhenti: Ctrl-C.")
        while True:
            check_alive(children)
            time.sleep(0.25)
    except KeyboardInterrupt:
        say("\nMenghentikan LAKIP …")
    finally:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        end(children)


# Tests -------------------------------------------------------------------------------------


def has_chromium():
    return any(shutil.which(name) for name in CHROMIUM)


def has_postgresql():
    return bool(shutil.which("initdb") or glob.glob("/usr/lib/postgresql/*/bin/initdb"))


def has_poppler():
    return bool(shutil.which("pdfsig") and shutil.which("pdftotext") and shutil.which("pdffonts"))


def has_zbar():
    return bool(shutil.which("zbarimg"))


def has_libreoffice():
    return bool(shutil.which("soffice"))


# What the tests want of the machine: Debian's package, and how to see that it is there.
PARTS = {
    "chromium": ("chromium", lambda: has_chromium()),
    "postgresql": ("postgresql", lambda: has_postgresql()),
    "poppler": ("poppler-utils", lambda: has_poppler()),
    "zbar": ("zbar-tools", lambda: has_zbar()),
    "libreoffice": ("libreoffice-writer-nogui", lambda: has_libreoffice()),
}


def apt_install(package):
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return
    say(f"Memasang {package} …")
    environment = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    install = ["apt-get", "install", "-y", "-q", "--no-install-recommends", package]
    for command in (install, ["apt-get", "update", "-q"], install):
        done = subprocess.run(
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        if command is install and done.returncode == 0:
            return


def not_available():
    """What the tests want and this machine cannot offer; what the caller named counts too."""
    absent = set(filter(None, os.environ.get("LAKIP_NOT_AVAILABLE", "").split(",")))
    for part, (package, is_there) in PARTS.items():
        if part not in absent and not is_there():
            apt_install(package)
            if not is_there():
                absent.add(part)
    return absent


def test(options):
    absent = ",".join(sorted(not_available()))
    arguments = ["gate"] + (["--soak"] if options.soak else []) + ["--"] + options.rest
    os.execve(LAKIP, [LAKIP, *arguments], dict(os.environ, LAKIP_NOT_AVAILABLE=absent))


# The command -------------------------------------------------------------------------------


def read_arguments(arguments):
    parser = argparse.ArgumentParser(
        prog="python3 run.py",
        allow_abbrev=False,
        description="Dari salinan kode sampai LAKIP berjalan: menyiapkan semuanya, lalu memulai.",
    )
    parser.add_argument(
        "verb",
        nargs="?",
        default="start",
        choices=["start", "setup", "test", "bench"],
        help="start (bawaan): siapkan dan jalankan · setup: siapkan saja · "
        "test: jalankan semua pemeriksaan · bench: jalankan pengukuran",
    )
    parser.add_argument("--host", default="127.0.0.1", help="alamat; 0.0.0.0 untuk semua jaringan")
    parser.add_argument("--port", type=int, help="port (bawaan: yang bebas mulai 8000)")
    parser.add_argument("--soak", action="store_true", help="test: juga percobaan yang lama")
    options, options.rest = parser.parse_known_args(arguments)
    if options.rest and options.verb not in ("test", "bench"):
        parser.error("tidak dikenal: " + " ".join(options.rest))
    return options


def main():
    options = read_arguments(sys.argv[1:])
    locks = {"test": [DEV], "bench": [BENCH]}.get(options.verb, [])
    try:
        prepare(RUNTIME, *locks)
        if options.verb == "test":
            test(options)
        elif options.verb == "bench":
            os.execv(PYTHON, [PYTHON, "-m", "benchmarks", *options.rest])
        elif options.verb == "setup":
            prepare_demo(dict(os.environ))
            say("Siap. Mulai dengan: python3 run.py")
        else:
            start(options)
    except Stop as stop:
        sys.stderr.write(f"{stop}\n")
        return stop.code
    except KeyboardInterrupt:
        sys.stderr.write("\nDihentikan sebelum selesai; jalankan lagi perintah yang sama.\n")
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())

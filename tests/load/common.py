"""What the load tests share: the service under test, the least client that notices a cut answer, bounds and tables.

Python's standard library only, Linux only. Nothing here talks to anything but 127.0.0.1.
"""

import argparse
import ctypes
import json
import math
import os
import pathlib
import resource
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time

TOP = pathlib.Path(__file__).resolve().parents[2]
PR_SET_PDEATHSIG = 1
TARGET = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", TOP / "target"))


class Cut(Exception):
    """The connection ended inside an answer (`n_bytes` > 0) or in place of one."""

    def __init__(self, n_bytes):
        super().__init__(f"the connection ended after {n_bytes} bytes of an answer")
        self.n_bytes = n_bytes


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    def json(self):
        return json.loads(self.body)


class Connection:
    """One connection. An answer is whole or it is a `Cut`: by its announced length, or by the end of its chunks."""

    def __init__(self, port, timeout_s=120.0, source=None, receive_buffer=None, read_bytes=1 << 18, pause_s=0.0):
        self.read_bytes, self.pause_s = read_bytes, pause_s
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if receive_buffer:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        if source:
            self.socket.bind((source, 0))
        self.socket.settimeout(timeout_s)
        self.socket.connect(("127.0.0.1", port))
        self.rest = b""

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        self.socket.close()

    def send(self, data):
        self.socket.sendall(data)

    def call(self, request):
        self.send(request)
        return self.answer()

    def answer(self):
        data = self.rest
        while b"\r\n\r\n" not in data:
            data = self._more(data)
        head, _, body = data.partition(b"\r\n\r\n")
        lines = head.decode("latin-1").split("\r\n")
        status = int(lines[0].split(" ")[1])
        headers = {}
        for line in lines[1:]:
            name, _, value = line.partition(":")
            headers[name.lower()] = value.strip()
        if status == 100:
            self.rest = body
            return self.answer()
        if headers.get("transfer-encoding") == "chunked":
            body, self.rest = self._chunks(body)
        else:
            n_bytes = int(headers.get("content-length", 0))
            pieces, n_read = [body], len(body)
            while n_read < n_bytes:
                piece = self._read(n_read + len(head))
                pieces.append(piece)
                n_read += len(piece)
            data = b"".join(pieces)
            body, self.rest = data[:n_bytes], data[n_bytes:]
        return Answer(status, headers, body)

    def _chunks(self, data):
        body = b""
        while True:
            while b"\r\n" not in data:
                data = self._more(data, len(body) + 1)
            size, _, data = data.partition(b"\r\n")
            n_bytes = int(size.split(b";")[0], 16)
            while len(data) < n_bytes + 2:
                data = self._more(data, len(body) + 1)
            body, data = body + data[:n_bytes], data[n_bytes + 2 :]
            if n_bytes == 0:
                return body, data

    def _more(self, data, n_before=0):
        return data + self._read(n_before + len(data))

    def _read(self, n_before):
        if self.pause_s:
            time.sleep(self.pause_s)
        try:
            piece = self.socket.recv(self.read_bytes)
        except ConnectionError:
            piece = b""
        if not piece:
            raise Cut(n_before)
        return piece


def request(path, body=None, media="application/json", headers=(), method=None):
    """The bytes of a request."""
    if isinstance(body, (dict, list)):
        body = json.dumps(body, ensure_ascii=False).encode()
    method = method or ("GET" if body is None else "POST")
    lines = [f"{method} {path} HTTP/1.1", "host: 127.0.0.1", *headers]
    if body is not None:
        lines += [f"content-type: {media}", f"content-length: {len(body)}"]
    return ("\r\n".join(lines) + "\r\n\r\n").encode() + (body or b"")


class Server:
    """The service on a free port of 127.0.0.1, killed at the end of its `with` block."""

    def __init__(self, binary, flags=(), cores=None, environment=None):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("STORYMERGE_", "OTEL_")) and k != "PORT"}
        self.log = tempfile.TemporaryFile()

        def in_child():
            # However this process ends, the service ends with it.
            ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
            if cores:
                os.sched_setaffinity(0, cores)

        since = time.perf_counter()
        self.process = subprocess.Popen(
            [str(binary), "serve", "--listen", f"127.0.0.1:{self.port}", *flags],
            env={**kept, **(environment or {})},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=self.log,
            preexec_fn=in_child,
        )
        self._wait_ready()
        self.start_s = time.perf_counter() - since

    def _wait_ready(self):
        until = time.monotonic() + 30
        while time.monotonic() < until:
            if self.process.poll() is not None:
                sys.exit(f"the service did not start:\n{self.log_text()}")
            try:
                if self.call("/readyz").status == 200:
                    return
            except (OSError, Cut):
                pass
            time.sleep(0.001)
        sys.exit("the service was not ready after 30 s")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()

    def connect(self, **options):
        return Connection(self.port, **options)

    def call(self, *arguments, **options):
        with self.connect() as connection:
            return connection.call(request(*arguments, **options))

    def signal(self, number=signal.SIGTERM):
        self.process.send_signal(number)

    def log_text(self):
        self.log.seek(0)
        return self.log.read().decode(errors="replace")

    def _status(self, key):
        for line in open(f"/proc/{self.process.pid}/status"):
            if line.startswith(key + ":"):
                return int(line.split()[1]) / 1024
        return 0.0

    def rss_mb(self):
        return self._status("VmRSS")

    def peak_mb(self):
        """Most memory since the start."""
        return self._status("VmHWM")

    def n_fds(self):
        return len(os.listdir(f"/proc/{self.process.pid}/fd"))

    def cpu_s(self):
        # After the name, which may hold spaces, utime and stime are fields 14 and 15 of stat.
        fields = open(f"/proc/{self.process.pid}/stat").read().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


class Bounds:
    """Figures beside what they may be at most; `strict` ones are for a machine that does nothing else."""

    def __init__(self, strict):
        self.strict, self.n_broken = strict, 0

    def most(self, what, value, limit, loose=None, unit=""):
        limit = limit if self.strict or loose is None else loose
        self._print(what, value, f"<= {_figure(limit)}", value <= limit, unit)

    def least(self, what, value, limit, loose=None, unit=""):
        limit = limit if self.strict or loose is None else loose
        self._print(what, value, f">= {_figure(limit)}", value >= limit, unit)

    def none(self, what, value):
        self._print(what, value, "none", value == 0, "")

    def show(self, what, value, unit=""):
        print(f"         {what}: {_figure(value)}{unit and ' ' + unit}", flush=True)

    def _print(self, what, value, wanted, holds, unit):
        self.n_broken += not holds
        word = "ok      " if holds else "BROKEN  "
        print(f"{word} {what}: {_figure(value)}{unit and ' ' + unit} ({wanted})", flush=True)

    def finish(self):
        sys.exit(1 if self.n_broken else 0)


def kill_above(server, most_mb):
    """Watches the service's memory, so that a fault of it does not take the machine's; ends with the service."""

    def watch():
        while server.process.poll() is None:
            try:
                if server.rss_mb() > most_mb:
                    server.process.kill()
            except (FileNotFoundError, ProcessLookupError):
                return
            time.sleep(0.05)

    threading.Thread(target=watch, daemon=True).start()


def _figure(value):
    if isinstance(value, int):
        return f"{value:,}"
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.3g}"


def quantile(values, share):
    """The smallest value that at least `share` of the values do not exceed."""
    ranked = sorted(values)
    return ranked[max(0, math.ceil(share * len(ranked)) - 1)]


def arguments(description, *more):
    """The command line; each of `more` is (flag, options of add_argument)."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bin", type=pathlib.Path, default=TARGET / "release/storymerge", help="the program to test")
    parser.add_argument("--strict", action="store_true", help="the bounds for a quiet machine")
    for flag, options in more:
        parser.add_argument(flag, **options)
    parsed = parser.parse_args()
    if not parsed.bin.is_file():
        parser.error(f"{parsed.bin} is not there: cargo build --release --locked")
    return parsed


def allow_files(n):
    """Lets this process and those it starts hold `n` files open; how many it got."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard < n:
        try:
            resource.setrlimit(resource.RLIMIT_NOFILE, (n, n))
            return n
        except (ValueError, OSError):
            n = hard
    if soft < n:
        resource.setrlimit(resource.RLIMIT_NOFILE, (n, hard))
    return n


def in_threads(n, work):
    """Runs `work(0)` to `work(n - 1)` at once; the first fault of any is raised here."""
    faults = []

    def guarded(ix):
        try:
            work(ix)
        except BaseException as fault:
            faults.append(fault)

    threads = [threading.Thread(target=guarded, args=(ix,), daemon=True) for ix in range(n)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if faults:
        raise faults[0]


def story(slug):
    """The articles of a fixture."""
    files = sorted((TOP / "fixtures/stories" / slug).glob("*.txt"))
    return [{"id": file.stem, "text": file.read_text()} for file in files]


def stories():
    """Every fixture's articles, by the story's name."""
    folders = sorted(path for path in (TOP / "fixtures/stories").iterdir() if path.is_dir())
    return {folder.name: story(folder.name) for folder in folders}


SEED_PAIR = "sullivan-call"

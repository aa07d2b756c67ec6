#!/usr/bin/env python3
"""Clients that send slowly, stop, do not read or only hold a connection: each is let go of in time, and nobody else waits.

Limits of time are set short (`--header-timeout 2s` and so on), so that the test is over soon; `--strict` takes the
defaults of the service, and 10,000 idle connections instead of 2,000.
"""

import select
import statistics
import threading
import time

from common import SEED_PAIR, Bounds, Cut, Server, allow_files, arguments, in_threads, request, story

settings = arguments(
    __doc__,
    ("--idle", {"type": int, "help": "idle connections"}),
    ("--slow", {"type": int, "default": 100, "help": "slow clients of each kind"}),
)
bounds = Bounds(settings.strict)
n_idle = settings.idle or (10_000 if settings.strict else 2_000)
header_s, idle_s, body_s = (10, 10, 60) if settings.strict else (2, 2, 5)
FLAGS = ["--header-timeout", f"{header_s}s", "--body-idle-timeout", f"{idle_s}s", "--body-timeout", f"{body_s}s"]
MERGE = request("/v1/merge", {"articles": story(SEED_PAIR)})
POST_HEAD = b"POST /v1/merge HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 100000\r\n\r\n"
# A closing that a busy machine makes late is no fault of the service.
LATE_S = 1.0 if settings.strict else 5.0


def times_ms(server, n=40):
    """Of small merges, each on a connection of its own, one after the other."""
    times = []
    for _ in range(n):
        since = time.perf_counter()
        with server.connect() as connection:
            assert connection.call(MERGE).status == 200
        times.append(1000 * (time.perf_counter() - since))
    return times


def until_closed_s(connections, most_s):
    """When each connection was closed by the other side, in seconds from now; `most_s` for those that were not."""
    since = time.perf_counter()
    poll, open_ = select.poll(), {}
    for connection in connections:
        connection.socket.setblocking(False)
        open_[connection.socket.fileno()] = connection
        poll.register(connection.socket, select.POLLIN)
    closed = []
    while open_ and time.perf_counter() - since < most_s:
        for fd, _ in poll.poll(200):
            try:
                data = open_[fd].socket.recv(1 << 16)
            except BlockingIOError:
                continue
            except ConnectionError:
                data = b""
            if not data:
                closed.append(time.perf_counter() - since)
                poll.unregister(fd)
                open_.pop(fd).close()
    for connection in open_.values():
        connection.close()
    return closed + [most_s] * len(open_)


def meanwhile(server, before_ms, what):
    during_ms = times_ms(server)
    ratio = statistics.median(during_ms) / statistics.median(before_ms)
    bounds.most(f"{what}: time of others beside before, median", ratio, 1.5, loose=25.0)
    bounds.show(f"{what}: time of others, slowest", max(during_ms), "ms")


def slow_clients():
    with Server(settings.bin, FLAGS) as server:
        before_ms = times_ms(server)
        bounds.show("time of a merge without slow clients, median", statistics.median(before_ms), "ms")
        n_before = server.n_fds()

        for what, start, limit_s in [
            ("nothing sent", b"", header_s),
            ("half a header", b"POST /v1/merge HTTP/1.1\r\nhost:", header_s),
            ("no body", POST_HEAD, idle_s),
            ("half a body", POST_HEAD + b'{"articles": [{"text": "x', idle_s),
        ]:
            slow = [server.connect() for _ in range(settings.slow)]
            for connection in slow:
                connection.send(start)
            watch = threading.Thread(target=lambda: closed.extend(until_closed_s(slow, limit_s + 60)))
            closed = []
            watch.start()
            meanwhile(server, before_ms, what)
            watch.join()
            bounds.most(f"{what}: closed after", max(closed), limit_s + LATE_S, unit="s")

        # A byte now and then keeps neither the header nor the body alive.
        for what, start, limit_s in [("a header byte by byte", b"GET / HTTP/1.1\r\nx: ", header_s), ("a body byte by byte", POST_HEAD, body_s)]:
            slow = [server.connect() for _ in range(settings.slow)]
            for connection in slow:
                connection.send(start)
            stop = threading.Event()

            def dribble():
                while not stop.wait(0.5):
                    for connection in slow:
                        try:
                            connection.send(b"x")
                        except OSError:
                            pass

            threading.Thread(target=dribble, daemon=True).start()
            closed_s = max(until_closed_s(slow, limit_s + 60))
            stop.set()
            bounds.most(f"{what}: closed after", closed_s, limit_s + LATE_S, unit="s")

        # Asks for more than the buffers between the two hold, and reads nothing.
        deaf = [server.connect(receive_buffer=4096) for _ in range(settings.slow)]
        many = request("/openapi.json") * 300
        for connection in deaf:
            connection.socket.settimeout(1)
            try:
                connection.send(many)
            except TimeoutError:
                pass
        meanwhile(server, before_ms, "answers not read")
        since = time.perf_counter()
        while server.n_fds() > n_before + 5 and time.perf_counter() - since < body_s + 60:
            time.sleep(0.2)
        bounds.most("answers not read: closed after", time.perf_counter() - since, body_s + LATE_S, unit="s")
        for connection in deaf:
            connection.close()
        bounds.most("descriptors left over", server.n_fds() - n_before, 5)


def idle_connections(n_most):
    """Idle ones, more than or fewer than are held open at the same time."""
    what = f"{n_idle:,} idle, {n_most:,} held"
    # Long enough that the last is there before the first has to go.
    header_s = 10 if settings.strict else 6
    with Server(settings.bin, ["--header-timeout", f"{header_s}s", "--max-connections", str(n_most)]) as server:
        before_ms, memory_mb = times_ms(server), server.rss_mb()
        idle = []
        for n in range(n_idle):
            # Several addresses of this machine: each has ports of its own. A connection that meets a full queue of the
            # kernel is tried again by it after a second.
            try:
                idle.append(server.connect(source=f"127.0.0.{2 + n // 20_000}", timeout_s=3.5))
            except TimeoutError:
                break
        bounds.show(f"{what}: connected", len(idle))
        if n_most > n_idle:
            meanwhile(server, before_ms, what)
            closed_s = max(until_closed_s(idle, header_s + 60))
            bounds.most(f"{what}: closed after", closed_s, header_s + LATE_S, unit="s")
        else:
            since = time.perf_counter()
            with server.connect() as connection:
                assert connection.call(MERGE).status == 200
            # Those before it in the queue have their time first, as many at once as are held.
            rounds = -(-len(idle) // n_most)
            bounds.most(
                f"{what}: another is served after", time.perf_counter() - since, rounds * header_s + LATE_S, unit="s"
            )
            for connection in idle:
                connection.close()
            meanwhile(server, before_ms, f"{what}, after they left")
        bounds.most(f"{what}: memory above before", server.peak_mb() - memory_mb, 200.0, unit="MiB")


def large_bodies():
    """Bodies that stop just before their end, many of them: what they hold in memory."""
    n, n_bytes = (300 if settings.strict else 30), 8 << 20
    head = POST_HEAD.replace(b"100000", str(n_bytes).encode())
    with Server(settings.bin, FLAGS) as server:
        filler = b"x" * (n_bytes - 1)

        def send(ix):
            for _ in range(n // 10):
                try:
                    connection = server.connect(timeout_s=5)
                    connection.send(head + filler)
                    held.append(connection)
                except (OSError, Cut):
                    pass

        held = []
        in_threads(10, send)
        bounds.show("unfinished bodies of 8 MiB", len(held))
        bounds.most("unfinished bodies: memory", server.peak_mb(), 1024.0, unit="MiB")


n_files = allow_files(2 * n_idle + 2000)
n_idle = min(n_idle, n_files - 1000)
slow_clients()
idle_connections(n_idle + 500)
idle_connections(1024)
large_bodies()
bounds.finish()

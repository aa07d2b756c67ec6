#!/usr/bin/env python3
"""What the service adds to the engine: throughput beside the engine alone on the same cores, and the spread of times.

The cores are parted: one half for what is measured, the other for the clients, so that the clients' work is not
charged to the service. Service and engine take turns on the same cores, in short rounds, and the medians are compared:
a noisy neighbour then disturbs both alike.
"""

import json
import os
import queue
import statistics
import subprocess
import tempfile
import time

from common import SEED_PAIR, TARGET, Bounds, Server, arguments, in_threads, quantile, request, story

settings = arguments(
    __doc__,
    ("--engine", {"default": str(TARGET / "release/examples/engine_alone"), "help": "the example engine_alone"}),
    ("--rounds", {"type": int, "default": 5}),
    ("--seconds", {"type": float, "default": 4.0, "help": "of each round"}),
    ("--latency-seconds", {"type": float, "default": 30.0}),
)
bounds = Bounds(settings.strict)
BODY = json.dumps({"articles": story(SEED_PAIR)}, ensure_ascii=False).encode()
MERGE = request("/v1/merge", BODY)


def children_cpu_s():
    times = os.times()
    return times.children_user + times.children_system


def engine(cores, *flags):
    """Calls a second, and processor time of each in milliseconds."""
    before = children_cpu_s()
    command = [settings.engine, BODY_FILE, "--threads", str(len(cores)), "--seconds", str(settings.seconds), *flags]
    output = subprocess.run(
        command, stdout=subprocess.PIPE, check=True, preexec_fn=lambda: os.sched_setaffinity(0, cores)
    )
    done = json.loads(output.stdout)
    return done["n"] / done["seconds"], 1000 * (children_cpu_s() - before) / done["n"]


def service(server, n_clients):
    """The same of the service, asked by clients that send a request as soon as they have an answer."""
    counts = [0] * n_clients
    before, since = server.cpu_s(), time.perf_counter()
    until = since + settings.seconds

    def client(ix):
        with server.connect() as connection:
            while time.perf_counter() < until:
                assert connection.call(MERGE).status == 200
                counts[ix] += 1

    in_threads(n_clients, client)
    n = sum(counts)
    return n / (time.perf_counter() - since), 1000 * (server.cpu_s() - before) / n


def latencies_ms(server, per_second, seconds):
    """Times of requests that are due at fixed moments. Each counts from when it was due, not from when it was sent: a
    service that stalls is charged for all those that wait meanwhile."""
    n = int(per_second * seconds)
    due, times = queue.SimpleQueue(), []
    for ix in range(n):
        due.put(ix)
    since = time.perf_counter() + 0.1

    def client(_):
        with server.connect() as connection:
            while True:
                try:
                    at = since + due.get_nowait() / per_second
                except queue.Empty:
                    return
                time.sleep(max(0.0, at - time.perf_counter()))
                assert connection.call(MERGE).status == 200
                times.append(1000 * (time.perf_counter() - at))

    in_threads(16, client)
    return times


all_cores = sorted(os.sched_getaffinity(0))
half = max(1, len(all_cores) // 2)
tested, clients = set(all_cores[:half]), set(all_cores[half:]) or set(all_cores)

with tempfile.NamedTemporaryFile(suffix=".json") as file:
    file.write(BODY)
    file.flush()
    BODY_FILE = file.name
    flags = ["--concurrency", str(len(tested)), "--permit-wait", "30s"]
    with Server(settings.bin, flags, cores=tested, environment={"TOKIO_WORKER_THREADS": str(len(tested))}) as server:
        os.sched_setaffinity(0, clients)
        figures = {"service": [], "engine": [], "merge": []}
        service(server, 1)
        for _ in range(settings.rounds):
            figures["service"].append(service(server, 2 * len(tested)))
            figures["engine"].append(engine(tested))
            figures["merge"].append(engine(tested, "--merge-only"))
        rate = {name: statistics.median(pair[0] for pair in pairs) for name, pairs in figures.items()}
        cpu = {name: statistics.median(pair[1] for pair in pairs) for name, pairs in figures.items()}
        print(f"On {len(tested)} of {len(all_cores)} cores, medians of {settings.rounds} rounds:\n")
        print(f"{'':34}{'a second':>10}{'ms of processor':>18}")
        for name, label in [
            ("service", "service over HTTP"),
            ("engine", "engine alone: JSON in, JSON out"),
            ("merge", "engine alone: merge only"),
        ]:
            print(f"{label:34}{rate[name]:>10.1f}{cpu[name]:>18.3f}")
        print()
        bounds.least("service to engine, by count", rate["service"] / rate["engine"], 0.80, loose=0.5)
        bounds.least("service to engine, by processor time", cpu["engine"] / cpu["service"], 0.80, loose=0.6)
        bounds.show("service to merge only, by count", rate["service"] / rate["merge"])
        bounds.show("service to merge only, by processor time", cpu["merge"] / cpu["service"])

        per_second = 0.7 * rate["service"]
        times = latencies_ms(server, per_second, settings.latency_seconds)
        p50, p99 = quantile(times, 0.5), quantile(times, 0.99)
        print(f"\nAt {per_second:.0f} requests a second, 70 % of the most, {len(times):,} requests:")
        for share in (0.5, 0.9, 0.99, 0.999):
            bounds.show(f"p{100 * share:g}", quantile(times, share), "ms")
        bounds.most("p99 to p50", p99 / p50, 5.0, loose=50.0)
bounds.finish()

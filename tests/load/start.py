#!/usr/bin/env python3
"""How soon the service is ready, what it takes when idle, and how large it is."""

import statistics
import time

from common import Bounds, Server, arguments

settings = arguments(__doc__, ("--runs", {"type": int, "default": 10}))
bounds = Bounds(settings.strict)

starts_ms, idle_mb = [], []
for _ in range(settings.runs):
    with Server(settings.bin) as server:
        starts_ms.append(1000 * server.start_s)
        time.sleep(0.2)
        idle_mb.append(server.rss_mb())
bounds.most("start to ready, median", statistics.median(starts_ms), 100, loose=1000, unit="ms")
bounds.show("start to ready, slowest", max(starts_ms), "ms")
bounds.most("idle memory", max(idle_mb), 40, unit="MiB")
bounds.most("size of the program", settings.bin.stat().st_size / (1 << 20), 25, unit="MiB")
bounds.finish()

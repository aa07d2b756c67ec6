#!/usr/bin/env python3
"""SIGTERM and kill -9 under load: with the first every request that was taken gets its whole answer within the drain, with
the second no answer that was cut passes for a whole one.

Answers are whole if their announced bytes are there; each that is must equal, byte for byte, the one that was given before
the signal. The answers are large, so that the signal comes while many of them are being written.
"""

import signal
import threading
import time

from common import Bounds, Cut, Server, arguments, in_threads, request, stories

settings = arguments(
    __doc__,
    ("--clients", {"type": int, "default": 16}),
    ("--rounds", {"type": int, "default": 3}),
)
bounds = Bounds(settings.strict)
DRAIN_S = 25
# After which a request that was sent is taken to have arrived.
TAKEN_S = 0.1 if settings.strict else 0.5
ALL = [article for articles in stories().values() for article in articles]
BODY = {"articles": [{**article, "id": f"{n}"} for n, article in enumerate(ALL[:24])]}
MERGE = request("/v1/merge", BODY)
# An answer that no buffer between the two holds.
LARGE = request("/v1/sentences", {"text": "It is so. " * 100_000})


def under_load(number, flags, data=MERGE, **connection_options):
    """Sends the signal amid requests: how many answers were whole, wrong, cut, or not begun, and how the end went."""
    with Server(settings.bin, [*flags, "--permit-wait", "30s"]) as server:
        with server.connect() as connection:
            expected = connection.call(data).body
        bounds.show("bytes of an answer", len(expected))
        counts = {"whole before": 0, "whole after": 0, "wrong": 0, "cut": 0, "sent before, no answer": 0, "sent after, no answer": 0, "refused": 0}
        lock, sent_at = threading.Lock(), {}
        signalled_at = [None]

        def count(what):
            with lock:
                counts[what] += 1

        def client(ix):
            until = time.monotonic() + 60
            while time.monotonic() < until:
                try:
                    with server.connect(**connection_options) as connection:
                        while True:
                            connection.send(data)
                            sent_at[ix] = time.monotonic()
                            answer = connection.answer()
                            after = "whole before" if signalled_at[0] is None else "whole after"
                            count(after if answer.status == 200 and answer.body == expected else "wrong")
                            if answer.headers.get("connection") == "close":
                                break
                except Cut as cut:
                    if cut.n_bytes:
                        count("cut")
                    else:
                        # Sent well before the signal, it was taken; at the same moment, it may have met a closed door.
                        was_before = signalled_at[0] is None or sent_at[ix] < signalled_at[0] - TAKEN_S
                        count("sent before, no answer" if was_before else "sent after, no answer")
                except OSError:
                    if signalled_at[0] is None:
                        raise
                    count("refused")
                if signalled_at[0] is not None and server.process.poll() is not None:
                    return
                if signalled_at[0] is not None:
                    time.sleep(0.05)

        def strike():
            time.sleep(1.5)
            signalled_at[0] = time.monotonic()
            server.signal(number)

        threading.Thread(target=strike, daemon=True).start()
        in_threads(settings.clients, client)
        server.process.wait()
        ended_s = time.monotonic() - signalled_at[0]
        return counts, ended_s, server.process.returncode


for flags, what in [([], "SIGTERM"), (["--drain-delay", "500ms"], "SIGTERM with a drain delay")]:
    for n in range(settings.rounds):
        counts, ended_s, status = under_load(signal.SIGTERM, flags)
        print(f"{what}, round {n + 1}: {counts}, ended after {ended_s:.2f} s with status {status}", flush=True)
        bounds.none(f"{what}: wrong answers", counts["wrong"])
        bounds.none(f"{what}: cut answers", counts["cut"])
        bounds.none(f"{what}: requests sent before it and not answered", counts["sent before, no answer"])
        bounds.most(f"{what}: ended after", ended_s, DRAIN_S, unit="s")
        bounds.none(f"{what}: exit status", status)
n_cut = 0
for n in range(2 * settings.rounds):
    # Buffers as small as can be, so that answers take a while to write.
    counts, ended_s, status = under_load(signal.SIGKILL, [], LARGE, receive_buffer=4096, read_bytes=4096, pause_s=0.001)
    n_cut += counts["cut"]
    print(f"kill -9, round {n + 1}: {counts}", flush=True)
    bounds.none("kill -9: cut answers that pass for whole", counts["wrong"])
bounds.show("kill -9: cut answers, all seen as such", n_cut)
bounds.finish()

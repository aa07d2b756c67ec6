#!/usr/bin/env python3
"""Minutes of every kind of request: memory and descriptors stay level, and the same request has the same answer every time."""

import gzip
import hashlib
import json
import threading
import time
import zlib

from common import TOP, Bounds, Server, arguments, in_threads, request, stories

settings = arguments(
    __doc__,
    ("--minutes", {"type": float, "default": 30.0}),
    ("--clients", {"type": int, "default": 4}),
)
bounds = Bounds(settings.strict)
FIXTURES = TOP / "fixtures"


def packed(body, how):
    body = json.dumps(body).encode()
    data = {"gzip": gzip.compress, "deflate": zlib.compress}[how](body)
    return request("/v1/merge", data, headers=[f"content-encoding: {how}"])


def form(files):
    lines = []
    for file in files:
        lines += [b"--x", f'content-disposition: form-data; name="article"; filename="{file.name}"'.encode(), b"", file.read_bytes()]
    return request("/v1/merge", b"\r\n".join([*lines, b"--x--", b""]), "multipart/form-data; boundary=x")


def requests():
    """Every request, by a name."""
    all_stories = stories()
    for slug, articles in all_stories.items():
        for kind in ["json", "text", "markdown", "html", "jsonld"]:
            yield f"merge {slug} {kind}", request(f"/v1/merge?format={kind}", {"articles": articles})
        yield f"duplicates {slug}", request("/v1/duplicates", {"articles": articles})
        yield f"verify {slug}", request("/v1/verify", {"text": articles[0]["text"], "articles": articles[1:] or articles})
        yield f"gzip {slug}", packed({"articles": articles}, "gzip")
        yield f"deflate {slug}", packed({"articles": articles}, "deflate")
        for article in articles:
            yield f"extract {slug} {article['id']}", request("/v1/extract", article["text"].encode(), "text/plain")
            yield f"sentences {slug} {article['id']}", request("/v1/sentences", {"text": article["text"]})
    yield "form", form(sorted(path for path in (FIXTURES / "intake/mixed").iterdir() if "picture" not in path.name))
    for path in sorted((FIXTURES / "intake").glob("*/*.*")):
        media = {".json": "application/json", ".xml": "application/xml", ".html": "text/html"}.get(path.suffix)
        if media:
            yield f"item {path.name}", request("/v1/extract", path.read_bytes(), media)
    yield "names", request("/v1/names/compare", {"a": "Jang Ho-jin", "b": "Chang Ho-jin"})
    yield "compare", request("/v1/compare", {"a": "Twelve died.", "b": "The fire killed 12 people."})
    yield "empty", request("/v1/merge", {"articles": []})
    yield "broken", request("/v1/merge", b'{"articles": [')
    yield "unknown field", request("/v1/merge", {"articles": [{"text": "A.", "nonsense": 1}]})
    yield "not packed", request("/v1/merge", b"no gzip", headers=["content-encoding: gzip"])
    yield "no path", request("/v1/nothing")
    yield "no method", request("/v1/merge")
    yield "bad type", request("/v1/merge", b"x", "image/png")
    yield "openapi", request("/openapi.json")
    yield "ready", request("/readyz")


def digest(answer):
    """Of what must be the same: a request's id is its own."""
    body = answer.body
    if answer.headers.get("content-type") == "application/problem+json":
        problem = answer.json()
        problem.pop("request_id")
        body = json.dumps(problem).encode()
    return answer.status, hashlib.sha256(body).hexdigest()


def slope_mb(samples):
    """What a straight line through (time, MiB) gains from the first to the last."""
    n = len(samples)
    mean_t, mean_m = sum(t for t, _ in samples) / n, sum(m for _, m in samples) / n
    above = sum((t - mean_t) * (m - mean_m) for t, m in samples)
    below = sum((t - mean_t) ** 2 for t, _ in samples)
    return above / below * (samples[-1][0] - samples[0][0])


ALL = list(requests())
with Server(settings.bin, ["--permit-wait", "30s"]) as server:
    firsts, differing, statuses, lock = {}, [], {}, threading.Lock()
    n_done = [0] * settings.clients
    since = time.monotonic()
    until = since + 60 * settings.minutes
    server.call("/metrics")
    fds_before = server.n_fds()

    def client(ix):
        n = ix * len(ALL) // settings.clients
        while time.monotonic() < until:
            with server.connect() as connection:
                # Some connections are kept for many requests, some for few.
                for _ in range(1 + n % 40):
                    name, data = ALL[n % len(ALL)]
                    n += 1
                    answer = connection.call(data)
                    now = digest(answer)
                    with lock:
                        statuses[answer.status] = statuses.get(answer.status, 0) + 1
                        if firsts.setdefault(name, now) != now:
                            differing.append((name, answer.status))
                    n_done[ix] += 1
                    if answer.headers.get("connection") == "close":
                        break

    samples = []

    def watch():
        while time.monotonic() < until:
            samples.append((time.monotonic() - since, server.rss_mb()))
            if int(samples[-1][0]) % 10 == 0:
                server.call("/metrics")
            time.sleep(1)

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    in_threads(settings.clients, client)
    watcher.join()
    time.sleep(0.5)

    rounds = sum(n_done) / len(ALL)
    print(f"{sum(n_done):,} requests of {len(ALL)} kinds, statuses {dict(sorted(statuses.items()))}")
    for name, status in differing[:10]:
        print(f"         not as the first time: {name}, status {status}")
    bounds.none("answers that differ from the first of their kind", len(differing))
    bounds.none("answers of 500", statuses.get(500, 0))
    bounds.most("descriptors more than before", server.n_fds() - fds_before, 2)
    bounds.most("most memory", server.peak_mb(), 300, unit="MiB")
    # The first third is for warming up.
    settled = samples[len(samples) // 3 :]
    quarter = max(1, len(settled) // 4)
    bounds.show("memory, first quarter after warming up", sum(m for _, m in settled[:quarter]) / quarter, "MiB")
    bounds.show("memory, last quarter", sum(m for _, m in settled[-quarter:]) / quarter, "MiB")
    bounds.most("memory gained after warming up, by a straight line", slope_mb(settled), 5.0, loose=40.0, unit="MiB")
    bounds.least("rounds through all requests", rounds, 2.0, loose=0.5)
bounds.finish()

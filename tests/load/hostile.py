#!/usr/bin/env python3
"""The worst texts of 1 MiB over HTTP: none may take many times as long as ordinary text of its size, or much memory.

Each input goes to a service of its own, so that the memory is that input's. `TIMES` is the time beside that of ordinary
text: the fixtures' articles, with words exchanged, of the same size, in the same number of articles and to the same call.
"""

import json
import random
import re
import subprocess
import time

from common import Bounds, Cut, Server, arguments, kill_above, request, stories

MIB = 1 << 20
# A service that takes more is killed, and -1 printed in place of a status.
MOST_MIB = 4096
settings = arguments(
    __doc__,
    ("--bytes", {"type": int, "default": MIB, "help": "of each input"}),
    ("--only", {"default": "", "help": "inputs whose name holds this"}),
    ("--most-seconds", {"type": float, "default": 120.0, "help": "after which an input is given up"}),
)
bounds = Bounds(settings.strict)
N = settings.bytes - 2048
chance = random.Random(1)

WORDS = sorted({word for story in stories().values() for article in story for word in re.findall(r"[a-z]{5,}", article["text"])})
NAMES = sorted({word for story in stories().values() for article in story for word in re.findall(r"(?<=[a-z] )[A-Z][a-z]{3,}", article["text"])})


def ordinary(n_bytes, seed=0):
    """Articles after one another, with every long word and name exchanged anew in each round."""
    originals = [article["text"] for story in stories().values() for article in story]
    draw, pieces, size = random.Random(seed), [], 0
    while size < n_bytes:
        for text in originals:
            other = {}

            def exchange(match):
                word = match.group()
                pool = NAMES if word[0].isupper() else WORDS
                return other.setdefault(word, draw.choice(pool))

            text = re.sub(r"\b(?:[a-z]{6,}|(?<=[a-z] )[A-Z][a-z]{3,})\b", exchange, text) + "\n\n"
            text = re.sub(r"\d+", lambda match: str(draw.randrange(10 ** len(match.group()))), text)
            pieces.append(text)
            size += len(text.encode())
            if size >= n_bytes:
                break
    return fit("".join(pieces), n_bytes)


def fit(text, n_bytes):
    return text.encode()[:n_bytes].decode(errors="ignore")


def fill(make, n_bytes=None, between=" "):
    """What `make(0)`, `make(1)`, ... give, up to the size."""
    n_bytes = n_bytes or N
    pieces, size, n = [], 0, 0
    while size < n_bytes:
        pieces.append(make(n) + between)
        size += len(pieces[-1].encode())
        n += 1
    return fit("".join(pieces), n_bytes)


def pick(words):
    return chance.choice(words)


def name(_=0):
    return pick(NAMES)


def sentence(n):
    return f"{name()} {pick(WORDS)} {pick(WORDS)} the {pick(WORDS)} of {name()} on {n % 28 + 1} May."


ONE_SENTENCE = "The ferry sank off the coast on Monday."
MONTHS = "January February March April May June July August September October November December".split()

# Plain text; each is sent as one article, and in two halves as two articles.
TEXTS = {
    "no space or full stop": lambda: fit("abcdefghij" * (N // 10 + 1), N),
    "no full stop": lambda: fill(lambda n: pick(WORDS)),
    "one sentence 50,000 times": lambda: (ONE_SENTENCE + " ") * min(50_000, N // (len(ONE_SENTENCE) + 1)),
    "one sentence, a line each": lambda: (ONE_SENTENCE + "\n\n") * min(50_000, N // (len(ONE_SENTENCE) + 2)),
    "all quotation marks": lambda: '"' * N,
    "opening quotation marks": lambda: fill(lambda n: "“", between=""),
    "quotations in quotations": lambda: fill(lambda n: f"“He said ‘{pick(WORDS)}"),
    "combining marks": lambda: fit("a" + "\u0301" * (N // 2), N),
    "names in capitals": lambda: fill(lambda n: name().upper()),
    "names": lambda: fill(name),
    "names, one a sentence": lambda: fill(lambda n: f"{name()} {name()} {n} left."),
    "one surname, many given names": lambda: fill(lambda n: f"{name()} Kim said {pick(WORDS)}."),
    "initials": lambda: fill(lambda n: f"{chr(65 + n % 26)}. {chr(65 + n // 26 % 26)}. {name()}."),
    "titles": lambda: fill(lambda n: "President Minister General Dr. Mr."),
    "numbers": lambda: fill(lambda n: str(chance.randrange(10**6))),
    "numbers in words": lambda: fill(lambda n: "two hundred thousand million and sixty-one"),
    "one long number": lambda: fit("1,234," * (N // 6 + 1), N),
    "dates": lambda: fill(lambda n: f"{pick(MONTHS)} {n % 28 + 1}, {1900 + n % 150}"),
    "weekdays": lambda: fill(lambda n: "last Tuesday next Monday yesterday today"),
    "short lines": lambda: fill(lambda n: pick(WORDS)[:4], between="\n"),
    "lines of one letter": lambda: "a\n" * (N // 2),
    "empty lines": lambda: "x" + "\n" * (N - 2) + "x",
    "white space": lambda: "x" + " " * (N - 2) + "x",
    "full stops": lambda: "." * N,
    "ellipses and spaces": lambda: ". " * (N // 2),
    "abbreviations": lambda: fill(lambda n: "U.S. Dr. St. No. Inc. Jan."),
    "commas": lambda: fill(lambda n: pick(WORDS), between=", "),
    "hyphens": lambda: fill(lambda n: pick(WORDS), between="-"),
    "brackets": lambda: "([{" * (N // 3),
    "parting lines": lambda: fill(lambda n: "one.\n---", between="\n"),
    "said, said": lambda: fill(lambda n: f"{name()} said {name()} told {name()} that", between=" "),
    "he, he": lambda: fill(lambda n: "He said she told them it was theirs."),
    "short sentences": lambda: fill(sentence),
    "Chinese": lambda: fill(lambda n: chr(0x4E00 + chance.randrange(3000)), between=""),
    "Hangul": lambda: fill(lambda n: chr(0xAC00 + chance.randrange(5000)), between=""),
    "Arabic": lambda: fill(lambda n: "".join(chr(0x627 + chance.randrange(30)) for _ in range(6))),
    "right-to-left marks": lambda: fill(lambda n: "\u202ea\u2066", between=""),
    "emoji with joiners": lambda: fill(lambda n: "👩\u200d👩\u200d👧\u200d👦", between=""),
    "zero-width spaces": lambda: fill(lambda n: "a\u200b", between=""),
    "web addresses": lambda: fill(lambda n: f"https://{pick(WORDS)}.example/{n}"),
    "by-lines": lambda: fill(lambda n: f"By {name()} {name()}", between="\n"),
    "datelines": lambda: fill(lambda n: f"{name().upper()}, Jan. {n % 28 + 1} (Reuters) — {pick(WORDS)}.", between="\n"),
}


def page(inner):
    return f"<!doctype html><html><head><title>A page</title></head><body>{inner}</body></html>"


# Pages; sent as they are.
PAGES = {
    "nested div": lambda: page("<div>" * 100_000 + "A ferry sank on Monday."),
    "nested div, with text": lambda: page(fill(lambda n: f"<div>{pick(WORDS)}")),
    "nested b, i, a": lambda: page(fill(lambda n: "<b><i><a href=x>y", between="")),
    "misnested formatting": lambda: page(fill(lambda n: "<a><b><p>x</a></b>", between="")),
    "nested tables": lambda: page(fill(lambda n: "<table><tr><td>x", between="")),
    "nested lists": lambda: page(fill(lambda n: "<ul><li>x", between="")),
    "nested blockquotes": lambda: page(fill(lambda n: "<blockquote><p>x", between="")),
    "100,000 attributes": lambda: page("<p " + fill(lambda n: f"a{n}=1", N - 200) + ">A ferry sank.</p>"),
    "one long attribute": lambda: page('<p class="' + fill(lambda n: f"c{n}", N - 200) + '">A ferry sank.</p>'),
    "character references": lambda: page(fill(lambda n: "&amp;", between="")),
    "references without end": lambda: page(fill(lambda n: "&CounterClockwiseContourIntegra", between="")),
    "open tags": lambda: page("<" * N),
    "comments": lambda: page(fill(lambda n: "<!-- x", between="")),
    "scripts": lambda: page(fill(lambda n: "<script>a</script>", between="")),
    "empty paragraphs": lambda: page(fill(lambda n: "<p>", between="")),
    "paragraphs of a word": lambda: page(fill(lambda n: f"<p>{pick(WORDS)}</p>")),
    "links": lambda: page(fill(lambda n: f"<a href=/{n}>{pick(WORDS)} {name()}</a>")),
    "meta elements": lambda: "<!doctype html>" + fill(lambda n: f'<meta property="og:title" content="{name()}">'),
    "JSON-LD, nested": lambda: '<script type="application/ld+json">' + "[" * (N - 100) + "</script><p>A ferry sank.</p>",
}

# Bodies of other formats.
BODIES = {
    "JSON, nested arrays": ("application/json", lambda: "[" * N),
    "JSON, nested objects": ("application/json", lambda: '{"a":' * (N // 5)),
    "JSON, many fields": ("application/json", lambda: "{" + fill(lambda n: f'"k{n}":1', between=",", n_bytes=N - 20) + '"z":1}'),
    "JSON, escapes": ("application/json", lambda: '{"articles":[{"text":"' + "\\u0041" * (N // 6 - 20) + '"}]}'),
    "XML, nested": ("application/xml", lambda: "<rss>" + "<a>" * (N // 3)),
    "XML, references": ("application/xml", lambda: "<rss><channel><item><title>" + "&amp;" * (N // 5 - 50) + "</title></item></channel></rss>"),
    "RSS, items": ("application/xml", lambda: '<rss version="2.0"><channel>' + feed_items() + "</channel></rss>"),
    "lines of JSON": ("application/x-ndjson", lambda: fill(lambda n: '{"text":"a b."}', between="\n")),
}


def feed_items():
    return "".join(f"<item><title>{name()}</title><description>{sentence(n)}</description></item>" for n in range(N // 120))


def articles(texts):
    return json.dumps({"articles": [{"text": text} for text in texts]}, ensure_ascii=False).encode()


def halves(text):
    """Two articles of nearly the same words; the second begins elsewhere, so that it is not just a copy."""
    middle = len(text) // 2
    return [text[:middle], text[middle:]]


def pair(text):
    first, second = halves(text)
    return {"a": first, "b": second}


def timed(path, body, media="application/json"):
    """Seconds, most memory in MiB, status; on a service that did nothing before."""
    flags = ["--request-deadline", f"{settings.most_seconds:.0f}s", "--max-body-bytes", "16MiB", "--max-article-bytes", "4MiB"]
    with Server(settings.bin, flags) as server:
        kill_above(server, MOST_MIB)
        idle = server.peak_mb()
        # A small merge first: tables are read when they are first needed.
        server.call("/v1/merge", articles(["A ferry sank on Monday. Two died."]))
        since = time.perf_counter()
        try:
            with server.connect(timeout_s=settings.most_seconds + 10) as connection:
                status = connection.call(request(path, body, media)).status
        except (Cut, TimeoutError):
            status = 0
        seconds = time.perf_counter() - since
        if status == 0:
            try:
                # An answer that broke off: the service is ending, or only the connection is.
                server.process.wait(timeout=2)
                return seconds, MOST_MIB, -1
            except subprocess.TimeoutExpired:
                pass
        return seconds, max(idle, server.peak_mb()), status


def ordinary_page(n_bytes):
    paragraphs = "".join(f"<p>{line}</p>\n" for line in ordinary(n_bytes).split("\n") if line.strip())
    return page(fit(paragraphs, n_bytes - 100))


ordinary_text = ordinary(N)
CALLS = [
    # What is sent where, the ordinary body beside it, and the inputs as (name, body).
    ("merge, 1 article", "/v1/merge", "application/json", articles([ordinary_text]),
     [(name, lambda make=make: articles([make()])) for name, make in TEXTS.items()]),
    ("merge, 2 articles", "/v1/merge", "application/json", articles(halves(ordinary_text)),
     [(name, lambda make=make: articles(halves(make()))) for name, make in TEXTS.items()]),
    ("merge, 64 articles", "/v1/merge", "application/json", articles(ordinary(N // 64, seed) for seed in range(64)),
     [("64 identical articles", lambda: articles([ordinary(N // 64)] * 64)),
      ("64 of one sentence", lambda: articles([(ONE_SENTENCE + " ") * (N // 64 // 41)] * 64)),
      ("64 of names", lambda: articles([fill(name, N // 64) for _ in range(64)])),
      ("64 of numbers", lambda: articles([fill(lambda n: f"{n} died.", N // 64) for _ in range(64)]))]),
    ("merge, a page", "/v1/merge", "text/html", ordinary_page(N).encode(),
     [(name, lambda make=make: make().encode()) for name, make in PAGES.items()]),
    ("extract, a page", "/v1/extract", "text/html", ordinary_page(N).encode(),
     [(name, lambda make=make: make().encode()) for name, make in PAGES.items()]),
    ("sentences", "/v1/sentences", "application/json", json.dumps({"text": ordinary_text}).encode(),
     [(name, lambda make=make: json.dumps({"text": make()}, ensure_ascii=False).encode()) for name, make in TEXTS.items()]),
    ("duplicates, 2 articles", "/v1/duplicates", "application/json", articles(halves(ordinary_text)),
     [(name, lambda make=make: articles(halves(make()))) for name, make in TEXTS.items()]),
    ("verify", "/v1/verify", "application/json",
     json.dumps({"text": halves(ordinary_text)[0], "articles": [{"text": halves(ordinary_text)[1]}]}).encode(),
     [(name, lambda make=make: json.dumps({"text": halves(make())[0], "articles": [{"text": halves(make())[1]}]}, ensure_ascii=False).encode())
      for name, make in TEXTS.items()]),
    ("compare", "/v1/compare", "application/json",
     json.dumps(pair(ordinary_text)).encode(),
     [(name, lambda make=make: json.dumps(pair(make()), ensure_ascii=False).encode()) for name, make in TEXTS.items()]),
    ("names/compare", "/v1/names/compare", "application/json",
     json.dumps(pair(ordinary_text)).encode(),
     [(name, lambda make=make: json.dumps(pair(make()), ensure_ascii=False).encode()) for name, make in TEXTS.items()]),
    ("merge, the most that is taken", "/v1/merge", "application/json", articles(ordinary(N // 8, seed) for seed in range(8)),
     [("8 MiB of ordinary text in 8 articles", lambda: articles(ordinary(N - 20_000, seed) for seed in range(8))),
      ("8 MiB of ordinary text in 64 articles", lambda: articles(ordinary(N // 8 - 5_000, seed) for seed in range(64)))]),
    ("merge, other formats", "/v1/merge", None, articles([ordinary_text]), list(BODIES.items())),
]

found = []
print(f"{'TIMES':>7} {'seconds':>9} {'MiB':>6}  status  input", flush=True)
for label, path, media, beside, inputs in CALLS:
    wanted = [(name, make) for name, make in inputs if settings.only in f"{label}: {name}"]
    if not wanted:
        continue
    base_s, base_mb, status = min(timed(path, beside, media or "application/json") for _ in range(2))
    print(f"{1:>7.1f} {base_s:>9.3f} {base_mb:>6.0f}  {status:>6}  {label}: ORDINARY, {len(beside):,} bytes", flush=True)
    for name_, make in wanted:
        its_media, body = (media, make()) if media else (make[0], make[1]().encode())
        seconds, mb, status = timed(path, body, its_media)
        # A call that is over at once is not held against one that is over sooner. Of a larger input, a share is taken.
        times = seconds / max(base_s, 0.05) / max(1.0, len(body) / len(beside) if len(body) > 2 * len(beside) else 1.0)
        mark = "" if times <= 20 and mb <= 300 and status in (200, 400, 413, 415, 422) else "   <---"
        print(f"{times:>7.1f} {seconds:>9.3f} {mb:>6.0f}  {status:>6}  {label}: {name_}{mark}", flush=True)
        found.append((times, seconds, mb, status, f"{label}: {name_}"))

print("\nThe ten worst by time:")
for times, seconds, mb, status, what in sorted(found, reverse=True)[:10]:
    print(f"{times:>7.1f} {seconds:>9.3f} {mb:>6.0f}  {status:>6}  {what}")
print()
slow, large = max(found), max(found, key=lambda row: row[2])
bounds.most(f"most time beside ordinary text ({slow[4]})", slow[0], 20.0, loose=60.0)
bounds.most(f"most memory ({large[4]})", large[2], 300.0, loose=400.0, unit="MiB")
bounds.none("inputs that end in a fault of the service", sum(row[3] not in (200, 400, 413, 415, 422) for row in found))
bounds.finish()

"""How long each page of the web app takes over a large store while articles come in: time to the first byte, and size.

python bench/web.py FOLDER [--rounds 15] [--quiet]

Serves the store in FOLDER (make one with bench/crowd.py; it is written to), lets a process of its own add one article
after the other, and asks for every page in turn. Prints one JSON object for each page, the slowest first: milliseconds
to the first byte (median and 9th of 10), kilobytes as sent before compression. `--quiet` adds no articles meanwhile.
"""

from __future__ import annotations

import argparse
import http.client
import json
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import urlsplit

from neraca.service.adding import add
from neraca.service.demo import sample_files
from neraca.store import Store
from neraca.web.routes import ROUTES

_HREF = re.compile(r'href="(/[^"#]*)')
_READY_S = 3600
LIMIT_MS, LIMIT_KB = 150, 500


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("folder", type=Path)
    asked.add_argument("--rounds", type=int, default=15)
    asked.add_argument("--quiet", action="store_true")
    asked.add_argument("--write", action="store_true", help=argparse.SUPPRESS)
    given = asked.parse_args()
    if given.write:
        _write(given.folder)
        return
    server = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "neraca",
            "serve",
            "--port",
            "0",
            "--lang",
            "en",
            "--store",
            str(given.folder.absolute()),
        ],
        stderr=subprocess.PIPE,
        text=True,
    )
    writer = None
    try:
        assert server.stderr is not None
        line = server.stderr.readline()
        address = urlsplit(next(word for word in line.split() if word.startswith("http://"))).netloc
        begun = time.perf_counter()
        _wait(address)
        print(json.dumps({"measure": "first snapshot", "seconds": round(time.perf_counter() - begun, 1)}), flush=True)
        pages = _pages(address)
        if not given.quiet:
            writer = subprocess.Popen([sys.executable, __file__, str(given.folder), "--write"])
        _report(_measure(address, pages, rounds=given.rounds))
    finally:
        for process in (writer, server):
            if process is not None:
                process.terminate()
                process.wait()


def _write(folder: Path) -> None:
    """Add one article after the other, each new by a line of its own, until this process is ended."""
    with sample_files() as files, Store.open(folder) as store, tempfile.TemporaryDirectory() as place:
        texts = [file for file in files if file.suffix in (".txt", ".md")]
        for number in range(100_000):
            path = Path(place) / f"{time.time_ns()}.txt"
            path.write_text(f"{texts[number % len(texts)].read_text('utf-8')}\n\n{path.stem}\n", encoding="utf-8")
            add([path], store)
            time.sleep(1.0)


def _ask(address: str, path: str) -> tuple[int, float, bytes]:
    """Status, seconds to the first byte, and the body; on a connection of its own."""
    connection = http.client.HTTPConnection(address, timeout=120)
    begun = time.perf_counter()
    connection.request("GET", path)
    answer = connection.getresponse()
    first = answer.read(1)
    took = time.perf_counter() - begun
    body = first + answer.read()
    connection.close()
    return answer.status, took, body


def _wait(address: str) -> None:
    end = time.monotonic() + _READY_S
    while time.monotonic() < end:
        if _ask(address, "/")[0] == 200:
            return
        time.sleep(1)
    raise SystemExit("no snapshot within an hour")


def _pages(address: str) -> list[str]:
    """An address for each page; those with a name in them are found by the links of the others."""
    wanted = [route for route in ROUTES if "GET" in (route.methods or ()) and "json" not in route.path]
    found = {route.path: route.path for route in wanted if "{" not in route.path}
    links = [*found, "/events?status=disputed", "/events?type=AID&order=newest", "/search?q=artileri"]
    for path in links:
        status, _, body = _ask(address, path)
        if status != 200:
            continue
        for link in _HREF.findall(body.decode("utf-8", "replace")):
            for route in wanted:
                if (
                    route.path not in found
                    and "static" not in route.path
                    and route.path_regex.match(link.partition("?")[0])
                ):
                    found[route.path] = link.replace("&amp;", "&")
                    links.append(found[route.path])
    return list(dict.fromkeys((*found.values(), *links)))


def _measure(address: str, pages: list[str], *, rounds: int) -> list[dict[str, object]]:
    times: dict[str, list[float]] = {path: [] for path in pages}
    sizes, answers = dict.fromkeys(pages, 0), dict.fromkeys(pages, 0)
    for _ in range(rounds):
        for path in pages:
            status, took, body = _ask(address, path)
            times[path].append(took * 1000)
            sizes[path] = max(sizes[path], len(body))
            answers[path] = status
    return [
        {
            "page": path,
            "status": answers[path],
            "median_ms": round(statistics.median(took), 1),
            "p90_ms": round(sorted(took)[int(len(took) * 0.9) - 1], 1),
            "kilobytes": round(sizes[path] / 1000, 1),
        }
        for path, took in times.items()
    ]


def _report(rows: list[dict[str, object]]) -> None:
    for row in sorted(rows, key=lambda row: -float(str(row["median_ms"]))):
        print(json.dumps(row))
    slow = [row["page"] for row in rows if float(str(row["median_ms"])) > LIMIT_MS]
    large = [row["page"] for row in rows if float(str(row["kilobytes"])) > LIMIT_KB]
    print(json.dumps({"pages": len(rows), f"over {LIMIT_MS} ms": slow, f"over {LIMIT_KB} kB": large}))


if __name__ == "__main__":
    main()

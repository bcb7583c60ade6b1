"""Make src/neraca/data/publish/world.json: country outlines from the packages world-atlas and i18n-iso-countries.

Both are fetched by hand with `npm pack`; the outlines are Natural Earth's (public domain). Run:

    python tools/build_world.py world-atlas/countries-50m.json i18n-iso-countries/codes.json OUT.json
"""

from __future__ import annotations

import argparse
import heapq
import json
import math
from pathlib import Path
from typing import Any

STEP = 0.05  # degrees between grid lines of the stored outlines
SMALLEST_KINK = 0.012  # square degrees (corrected for latitude) below which a point is left out
SMALLEST_ISLAND = 0.04  # square degrees below which a part of a country is left out
# Shapes to which ISO 3166 gives no code, or whose rule the United Nations list as open.
UNCODED = {"Kosovo": "XKX", "N. Cyprus": "X-NORTH-CYPRUS", "Somaliland": "X-SOMALILAND", "Siachen Glacier": "X-SIACHEN"}
DISPUTED = {*UNCODED.values(), "ESH", "FLK", "X-CRIMEA", "X-SOUTH-KURILS"}
# Parts that the source paints as a country's own and that others claim: box (west, south, east, north).
SPLIT = {"X-CRIMEA": ("RUS", (32.0, 44.0, 37.0, 46.6)), "X-SOUTH-KURILS": ("RUS", (145.2, 43.2, 149.0, 45.58))}
LEFT_OUT = {"ATA", "ATF", "HMD", "Indian Ocean Ter.", "Ashmore and Cartier Is."}

Point = tuple[float, float]


def main() -> None:
    """Read the topology, simplify it, and write the compact form."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("topology", type=Path)
    parser.add_argument("codes", type=Path)
    parser.add_argument("output", type=Path)
    args = parser.parse_args()
    topology = json.loads(args.topology.read_text(encoding="utf-8"))
    codes = {row[2]: row[1] for row in json.loads(args.codes.read_text(encoding="utf-8"))}
    arcs = decode_arcs(topology)
    shapes = split_off(gather_shapes(topology, codes), arcs)
    kept = {code: drop_islets(parts, arcs) for code, parts in sorted(shapes.items())}
    write_world(args.output, kept, arcs)


def decode_arcs(topology: dict[str, Any]) -> list[list[Point]]:
    """The topology's arcs in degrees."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for deltas in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in deltas:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        arcs.append(points)
    return arcs


def gather_shapes(topology: dict[str, Any], codes: dict[str, str]) -> dict[str, list[list[list[int]]]]:
    """Polygons (lists of rings of arc numbers) for each alpha-3 code."""
    shapes: dict[str, list[list[list[int]]]] = {}
    for geometry in topology["objects"]["countries"]["geometries"]:
        name = geometry["properties"]["name"]
        code = UNCODED.get(name) or codes.get(geometry.get("id", ""), "")
        if name in LEFT_OUT or code in LEFT_OUT or not code:
            continue
        parts = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        shapes.setdefault(code, []).extend(parts)
    return shapes


def split_off(shapes: dict[str, list[list[list[int]]]], arcs: list[list[Point]]) -> dict[str, list[list[list[int]]]]:
    """Give the parts in SPLIT a shape of their own."""
    for code, (owner, (west, south, east, north)) in SPLIT.items():
        inside = [
            part
            for part in shapes[owner]
            if all(west <= x <= east and south <= y <= north for x, y in ring_points(part[0], arcs))
        ]
        if not inside:
            raise SystemExit(f"no part found for {code}")
        shapes[owner] = [part for part in shapes[owner] if part not in inside]
        shapes[code] = inside
    return shapes


def ring_points(ring: list[int], arcs: list[list[Point]]) -> list[Point]:
    """The points of a ring of arc numbers (~n: arc n backwards)."""
    points: list[Point] = []
    for number in ring:
        piece = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += piece[1:] if points else piece
    return points


def area(points: list[Point]) -> float:
    """Area in square degrees, shrunk by the cosine of the latitude."""
    total = sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(points, points[1:] + points[:1], strict=True)) / 2
    return abs(total) * math.cos(math.radians(points[0][1]))


def drop_islets(parts: list[list[list[int]]], arcs: list[list[Point]]) -> list[list[list[int]]]:
    """Leave out parts below SMALLEST_ISLAND, but never the largest part."""
    sized = [(area(ring_points(part[0], arcs)), part) for part in parts]
    largest = max(size for size, _ in sized)
    return [part for size, part in sized if size >= SMALLEST_ISLAND or size == largest]


def simplify(points: list[Point]) -> list[Point]:
    """Visvalingam and Whyatt (1993): leave out, smallest first, points that bend the line little; ends stay."""
    before, after = list(range(-1, len(points) - 1)), list(range(1, len(points) + 1))
    keep = [True] * len(points)
    closed = points[0] == points[-1]
    left = len(points)

    def bend(i: int) -> float:
        (ax, ay), (bx, by), (cx, cy) = points[before[i]], points[i], points[after[i]]
        flat = math.cos(math.radians(by))
        return abs((bx - ax) * (cy - ay) - (cx - ax) * (by - ay)) / 2 * flat

    heap = [(bend(i), i) for i in range(1, len(points) - 1)]
    heapq.heapify(heap)
    while heap and left > (5 if closed else 2):
        size, i = heapq.heappop(heap)
        if not keep[i] or size != bend(i):
            continue
        if size > SMALLEST_KINK:
            break
        keep[i], left = False, left - 1
        after[before[i]], before[after[i]] = after[i], before[i]
        for j in (before[i], after[i]):
            if 0 < j < len(points) - 1:
                heapq.heappush(heap, (bend(j), j))
    return [point for point, stays in zip(points, keep, strict=True) if stays]


def write_world(output: Path, shapes: dict[str, list[list[list[int]]]], arcs: list[list[Point]]) -> None:
    """Renumber the arcs in use, simplify and round them, and write one arc and one shape a line."""
    used = sorted({n if n >= 0 else ~n for parts in shapes.values() for part in parts for ring in part for n in ring})
    number = {old: new for new, old in enumerate(used)}
    lines = []
    for old in used:
        grid = [(round(x / STEP), round(y / STEP)) for x, y in simplify(arcs[old])]
        flat, px, py = [], 0, 0
        for position, (x, y) in enumerate(grid):
            if 0 < position < len(grid) - 1 and (x, y) == (px, py):
                continue
            flat += [x - px, y - py]
            px, py = x, y
        lines.append(json.dumps(flat, separators=(",", ":")))
    rows = []
    for code, parts in shapes.items():
        renumbered = [[[number[n] if n >= 0 else ~number[~n] for n in ring] for ring in part] for part in parts]
        row = {"code": code, "disputed": code in DISPUTED, "parts": renumbered}
        rows.append(json.dumps(row, separators=(",", ":")))
    source = "Natural Earth 4.1, 1:50m (world-atlas 2.0.2)"
    head = f'{{"source":{json.dumps(source)},\n"step":{STEP},\n"arcs":[\n'
    output.write_text(head + ",\n".join(lines) + '\n],\n"shapes":[\n' + ",\n".join(rows) + "\n]}\n", encoding="utf-8")
    print(f"{output}: {len(lines)} arcs, {sum(line.count(',') + 1 for line in lines) // 2} points")


if __name__ == "__main__":
    main()

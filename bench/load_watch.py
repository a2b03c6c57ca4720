# ruff: noqa - standard library only, to run anywhere; written densely on purpose
# fmt: off
"""What server processes use, read from /proc: a part of `load_openrosa`."""
from __future__ import annotations

import collections, os


def family(pids):
    kids = collections.defaultdict(list)
    for d in os.listdir("/proc"):
        if d.isdigit():
            try:
                with open(f"/proc/{d}/stat") as f:
                    kids[int(f.read().rsplit(")", 1)[1].split()[1])].append(int(d))
            except OSError:
                pass
    seen, todo = set(), list(pids)
    while todo:
        p = todo.pop()
        if p not in seen:
            seen.add(p)
            todo += kids[p]
    return seen


def usage(pids):
    tick, cpu, pss, rss = os.sysconf("SC_CLK_TCK"), {}, 0, 0
    for p in family(pids):
        try:
            with open(f"/proc/{p}/stat") as f:
                s = f.read().rsplit(")", 1)[1].split()
            cpu[p] = (int(s[11]) + int(s[12])) / tick
            rss += int(s[21]) * os.sysconf("SC_PAGE_SIZE")
            with open(f"/proc/{p}/smaps_rollup") as f:
                pss += next(int(l.split()[1]) for l in f if l.startswith("Pss:")) * 1024
        except (OSError, StopIteration):
            pass
    return cpu, pss, rss


def machine():
    """(busy CPU seconds, steal seconds) of the whole machine since boot; zeros where /proc is missing."""
    try:
        v = [int(x) / os.sysconf("SC_CLK_TCK") for x in open("/proc/stat").readline().split()[1:9]]
    except OSError:
        return 0.0, 0.0
    return v[0] + v[1] + v[2] + v[5] + v[6], v[7]


def pct(sorted_vals, q):
    if not sorted_vals:
        return None
    return sorted_vals[min(len(sorted_vals) - 1, max(0, int(round(q / 100 * len(sorted_vals) + 0.5)) - 1))]

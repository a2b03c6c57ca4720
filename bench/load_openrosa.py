#!/usr/bin/env python3
# ruff: noqa - one file that runs anywhere by itself, written densely on purpose
# fmt: off
"""Load generator for any OpenRosa submission endpoint.  Standard library only (Python >= 3.9).

What it does
  * reads an XForm (file or URL), turns its primary instance into a template and fills it with
    random values of the bound type (relevance/constraints are NOT evaluated; use --set for fields
    that need particular values);
  * builds every HTTP request (multipart/form-data, part name `xml_submission_file`) BEFORE the clock
    starts, so that body generation is not in the figures;
  * sends over N keep-alive raw sockets, closed loop by default (a connection sends its next request
    as soon as the last response is complete), or open loop with --rate (latency is then counted from
    the planned send time, so a stalled server cannot hide its queue);
  * reports throughput, latency percentiles, a count of every HTTP status, transport errors, load
    average, and (with --watch) CPU seconds and peak memory of the server processes.

Modes
  unique     N submissions, N distinct instanceIDs (uuid derived from --seed and the index)
  duplicate  byte-identical re-send: same seed as an earlier `unique` run => same ids, same bytes
             (the ids are a pure function of --seed, so `duplicate` after `unique` is a true re-send)
  conflict   same ids as `unique` with the same seed, but a different body
  same       one single submission sent N times (contention on one instanceID)

Examples
  load_openrosa.py --url http://127.0.0.1:8383 --path /v1/key/TOKEN/projects/1/submission \
      --xform form.xml --n 2000 --concurrency 8 --json out.json
  load_openrosa.py --url http://127.0.0.1:8000 --path /submission --auth 'Bearer abc' \
      --xform form.xml --n 2000 --concurrency 32 --procs 2 --watch 4242
Exit status: 0 if every response was 2xx (or in --expect), 1 otherwise.
"""
from __future__ import annotations

import argparse, collections, json, multiprocessing as mp, os, sys, threading, time, urllib.request, uuid
from array import array

from load_client import worker
from load_requests import NS, Form
from load_watch import machine, pct, usage


def arguments():
    p = argparse.ArgumentParser(description=__doc__.split("\n")[0], epilog="see the module docstring")
    p.add_argument("--url", required=True, help="base, e.g. http://127.0.0.1:8383")
    p.add_argument("--path", default="/submission", help="submission path; put a token in it where the server wants that")
    p.add_argument("--auth", help="Authorization header value, e.g. 'Bearer x'")
    p.add_argument("--basic", help="user:password")
    p.add_argument("--header", action="append", default=[], help="further header line, repeatable")
    p.add_argument("--xform", required=True, help="XForm file, or URL (fetched with --auth)")
    p.add_argument("--form-id"), p.add_argument("--form-version")
    p.add_argument("--set", action="append", default=[], metavar="FIELD=v1|v2", help="values for a field (name or /path); {i} is the index")
    p.add_argument("--repeats", default="1:3", help="instances of each repeat, min:max")
    p.add_argument("--n", type=int, default=1000)
    p.add_argument("--offset", type=int, default=0, help="first index, to continue an earlier run")
    p.add_argument("--concurrency", type=int, default=8)
    p.add_argument("--procs", type=int, default=1, help="client processes (connections are shared among them)")
    p.add_argument("--rate", type=float, help="open loop: requests/s in all")
    p.add_argument("--mode", choices=("unique", "duplicate", "conflict", "same"), default="unique")
    p.add_argument("--seed", default="", help="default: random for unique/same; required for duplicate/conflict")
    p.add_argument("--attach-kb", type=int, default=0, help="add one random JPEG part of this size")
    p.add_argument("--timeout", type=float, default=60), p.add_argument("--insecure", action="store_true")
    p.add_argument("--warmup", type=int, default=0, help="first K responses are left out of the percentiles and rate")
    p.add_argument("--watch", type=int, action="append", default=[], metavar="PID", help="server pid: CPU s and peak PSS of it and its children; repeatable")
    p.add_argument("--expect", default="", help="comma list of non-2xx statuses that are fine")
    p.add_argument("--json", help="write the result here as JSON"), p.add_argument("--dump", help="write one sample body here and stop")
    a = p.parse_args()
    a.procs = max(1, min(a.procs, a.concurrency))
    if a.mode in ("duplicate", "conflict") and not a.seed:
        p.error("--mode duplicate/conflict needs the --seed of the earlier unique run")
    a.seed = a.seed or uuid.uuid4().hex[:12]
    return a


def read_form(a):
    if a.xform.startswith(("http://", "https://")):
        rq = urllib.request.Request(a.xform, headers={"X-OpenRosa-Version": "1.0", **({"Authorization": a.auth} if a.auth else {})})
        xml = urllib.request.urlopen(rq, timeout=30).read()
    else:
        xml = open(a.xform, "rb").read()
    over = {k: v.split("|") for k, v in (s.split("=", 1) for s in a.set)}
    return Form(xml, a.form_id, a.form_version, over, tuple(int(x) for x in a.repeats.split(":")))


class Clients:
    """The client processes, which start sending together."""

    def __init__(self, a, form):
        ctx = mp.get_context("fork")
        self.barrier, self.procs, self.pipes = ctx.Barrier(a.procs + 1), [], []
        cuts = [a.offset + a.n * k // a.procs for k in range(a.procs + 1)]
        for k in range(a.procs):
            r, w = ctx.Pipe(False)
            conns = a.concurrency // a.procs + (1 if k < a.concurrency % a.procs else 0)
            q = ctx.Process(target=worker, args=(a, form, cuts[k], cuts[k + 1], conns, self.barrier, w))
            q.start()
            w.close()
            self.procs.append(q), self.pipes.append(r)

    def wait_ready(self):
        while self.barrier.n_waiting < len(self.procs):
            if any(q.exitcode not in (None, 0) for q in self.procs):
                raise SystemExit("a client process died before the start (server not reachable?)")
            time.sleep(0.01)

    def cpu(self):
        return sum(sum(usage([q.pid])[0].values()) for q in self.procs)

    def results(self):
        self.barrier.wait()
        return [r.recv() for r in self.pipes]

    def join(self):
        for q in self.procs:
            q.join()


class Watch:
    """CPU seconds and peak memory of the watched servers, sampled twice a second while it runs."""

    def __init__(self, pids):
        self.pids, self.peak, self._stop = pids, {w: [0, 0] for w in pids}, threading.Event()
        self.cpu = {w: usage([w])[0] for w in pids}
        self.load, self.machine = os.getloadavg(), machine()
        self._thread = threading.Thread(target=self._sample, daemon=True)
        self._thread.start()

    def _sample(self):
        while not self._stop.wait(0.5):
            for w in self.pids:
                _, pss, rss = usage([w])
                self.peak[w] = [max(self.peak[w][0], pss), max(self.peak[w][1], rss)]

    def end(self):
        """What was used meanwhile, for the report."""
        self._stop.set(), self._thread.join()
        used, after = {w: usage([w])[0] for w in self.pids}, machine()
        watched = {str(w): {"cpu_s": round(sum(v - self.cpu[w].get(p_, 0.0) for p_, v in used[w].items()), 2),
                            "peak_pss_mb": round(self.peak[w][0] / 2**20, 1),
                            "peak_rss_sum_mb": round(self.peak[w][1] / 2**20, 1)} for w in self.pids}
        return {"loadavg_before": self.load, "loadavg_after": os.getloadavg(), "watched": watched,
                "machine": {"cpus": os.cpu_count(), "busy_s": round(after[0] - self.machine[0], 2),
                            "steal_s": round(after[1] - self.machine[1], 2)}}


def merged(res):
    """All processes' answers as one: rows of (moment, latency) in time, counts, samples, client CPU, span."""
    rows, status, errs, samples, cpu = [], collections.Counter(), collections.Counter(), {}, 0.0
    t0, t1 = min(x[5] for x in res), max(x[6] for x in res)
    for lb, wb, st, er, sm, s, _, used in res:
        l, w = array("d"), array("d")
        l.frombytes(lb), w.frombytes(wb)
        rows += [(wi + s - t0, li) for wi, li in zip(w, l)]
        status.update(st), errs.update(er), samples.update({k: v for k, v in sm.items() if k not in samples})
        cpu += used
    return sorted(rows), status, errs, samples, cpu, t1 - t0


def report(a, size, res, before, meanwhile):
    """The result: ``size`` of one body in bytes, ``before`` the clients' CPU before sending, ``meanwhile`` of the watch."""
    rows, status, errs, samples, ccpu, wall = merged(res)
    kept = rows[a.warmup:]
    span = wall - (rows[a.warmup - 1][0] if a.warmup else 0.0)
    ls = sorted(x[1] for x in kept)
    ms = lambda v: None if v is None else round(v * 1000, 3)
    out = {"url": a.url, "mode": a.mode, "seed": a.seed, "n": a.n, "offset": a.offset, "concurrency": a.concurrency, "procs": a.procs,
           "rate": a.rate, "warmup": a.warmup, "xml_bytes": size, "attach_kb": a.attach_kb,
           "wall_s": round(wall, 3), "throughput_per_s": round(len(kept) / span, 1) if span > 0 and kept else None,
           "latency_ms": {"mean": ms(sum(ls) / len(ls)) if ls else None, "p50": ms(pct(ls, 50)), "p95": ms(pct(ls, 95)),
                          "p99": ms(pct(ls, 99)), "max": ms(ls[-1] if ls else None)},
           "status": {str(k): v for k, v in sorted(status.items())}, "errors": dict(errs),
           "response_samples": {str(k): v for k, v in samples.items()},
           "client_cpu_s_incl_build": round(ccpu, 2), "client_cpu_s_sending": round(max(0.0, ccpu - before), 2), **meanwhile}
    # busy CPU that belongs neither to the watched server nor to this client: other load during the run
    served = sum(w["cpu_s"] for w in out["watched"].values())
    mine, cores = out["client_cpu_s_sending"] + served, out["wall_s"] * (os.cpu_count() or 1)
    out["machine"]["other_busy_pct"] = round(100 * max(0.0, out["machine"]["busy_s"] - mine) / max(1e-9, cores), 1)
    out["server_cpu_ms_per_request"] = round(1000 * served / max(1, a.n), 3) if a.watch else None
    return out


def say(a, out):
    L, load = out["latency_ms"], (out["loadavg_before"][0], out["loadavg_after"][0])
    print(f"{a.mode} n={a.n} c={a.concurrency}: {out['throughput_per_s']}/s wall={out['wall_s']}s  "
          f"ms p50={L['p50']} p95={L['p95']} p99={L['p99']} max={L['max']}  status={out['status']} errors={out['errors']}  "
          f"load={load[0]:.2f}->{load[1]:.2f} other_busy={out['machine']['other_busy_pct']}% "
          f"server_cpu_ms/req={out['server_cpu_ms_per_request']} watched={out['watched']} seed={a.seed}")


def main():
    a = arguments()
    form = read_form(a)
    sample = form.body(f"uuid:{uuid.uuid5(NS, f'{a.seed}/{a.offset}')}", a.offset, a.seed)
    if a.dump:
        open(a.dump, "wb").write(sample)
        return 0
    clients = Clients(a, form)
    clients.wait_ready()
    before, watch = clients.cpu(), Watch(a.watch)
    res = clients.results()
    out = report(a, len(sample), res, before, watch.end())
    clients.join()
    if a.json:
        with open(a.json, "w") as f:
            json.dump(out, f, indent=1)
    say(a, out)
    fine = {int(x) for x in a.expect.split(",") if x}
    return 0 if not out["errors"] and all(200 <= int(k) < 300 or int(k) in fine for k in out["status"]) else 1


if __name__ == "__main__":
    sys.exit(main())

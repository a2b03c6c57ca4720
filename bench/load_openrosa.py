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

import argparse, base64, collections, json, multiprocessing as mp, os, random, re, selectors, socket, ssl
import sys, threading, time, urllib.parse, urllib.request, uuid
import xml.etree.ElementTree as ET
from array import array
from xml.sax.saxutils import escape, quoteattr

XF = "{http://www.w3.org/2002/xforms}"
OR = "{http://openrosa.org/xforms}"
JR = "{http://openrosa.org/javarosa}"
H = "{http://www.w3.org/1999/xhtml}"
NS = uuid.UUID("6f5c6f0e-6f0b-4d5a-9a53-6c6f61640001")


# ------------------------------------------------------------------ XForm -> body template
def _local(tag):
    return tag.rsplit("}", 1)[-1]


class Form:
    def __init__(self, xml_bytes, form_id=None, version=None, overrides=None, repeats=(1, 3)):
        root = ET.fromstring(xml_bytes)
        model = root.find(f"{H}head/{XF}model")
        if model is None:
            model = next(e for e in root.iter() if _local(e.tag) == "model")
        inst = model.find(f"{XF}instance")
        self.root = list(inst)[0]
        self.form_id = form_id or self.root.get("id") or self.root.get("xmlns")
        self.version = version if version is not None else self.root.get("version")
        self.types, self.preload, self.calc = {}, {}, {}
        for b in model.findall(f"{XF}bind"):
            ns = b.get("nodeset")
            self.types[ns] = (b.get("type") or "string").split(":")[-1]
            if b.get(JR + "preload"):
                self.preload[ns] = b.get(JR + "preload")
        secondary = {}
        for i in model.findall(f"{XF}instance")[1:]:
            vals = [n.text for n in i.iter() if _local(n.tag) == "name" and n.text]
            secondary[i.get("id")] = vals
        self.choices, self.multi, self.repeat_paths = {}, set(), set()
        for e in root.iter():
            t = _local(e.tag)
            if t == "repeat":
                self.repeat_paths.add(e.get("nodeset"))
            if t in ("select", "select1"):
                ref = e.get("ref")
                vals = [v.text for it in e.findall(f"{XF}item") for v in it.findall(f"{XF}value")]
                its = e.find(f"{XF}itemset")
                if its is not None:
                    m = re.match(r"instance\('([^']+)'\)", its.get("nodeset") or "")
                    if m:
                        vals = secondary.get(m.group(1), [])
                self.choices[ref] = vals or ["1"]
                if t == "select":
                    self.multi.add(ref)
        self.over = overrides or {}
        self.rep = repeats
        ns = self.root.tag[1:].split("}")[0] if self.root.tag.startswith("{") else None
        if ns == "http://www.w3.org/2002/xforms":
            ns = None
        attrs = f" id={quoteattr(self.form_id)}" + (f" version={quoteattr(self.version)}" if self.version else "")
        self.head = f'<{_local(self.root.tag)} xmlns:orx="http://openrosa.org/xforms" xmlns:jr="http://openrosa.org/javarosa"' \
                    + (f" xmlns={quoteattr(ns)}" if ns else "") + attrs + ">"
        self.tail = f"</{_local(self.root.tag)}>"
        self.has_meta = any(_local(c.tag) == "meta" for c in self.root)

    def _value(self, path, r, i):
        if path in self.over or path.rsplit("/", 1)[-1] in self.over:
            opts = self.over.get(path) or self.over[path.rsplit("/", 1)[-1]]
            return r.choice(opts).replace("{i}", str(i))
        if path in self.choices:
            c = self.choices[path]
            return " ".join(sorted(r.sample(c, r.randint(1, min(3, len(c)))))) if path in self.multi else r.choice(c)
        t, p = self.types.get(path, "string"), self.preload.get(path)
        if t in ("int", "integer"):
            return str(r.randint(0, 500))
        if t == "decimal":
            return f"{r.uniform(0, 100):.2f}"
        if t == "date":
            return f"2026-{r.randint(1, 12):02d}-{r.randint(1, 28):02d}"
        if t == "time":
            return f"{r.randint(0, 23):02d}:{r.randint(0, 59):02d}:00.000+07:00"
        if t == "dateTime":
            return f"2026-{r.randint(1, 12):02d}-{r.randint(1, 28):02d}T{r.randint(0, 23):02d}:{r.randint(0, 59):02d}:00.000+07:00"
        if t == "geopoint":
            return f"{r.uniform(5.6, 20.4):.6f} {r.uniform(97.4, 105.6):.6f} {r.uniform(0, 900):.1f} {r.uniform(3, 12):.1f}"
        if t == "boolean":
            return r.choice(("true", "false"))
        if t == "barcode":
            return f"{r.randrange(10**12):012d}"
        if t == "binary":
            return ""
        if p == "property":
            return f"load:{r.randrange(10**6)}"
        return " ".join("".join(r.choice("abcdefghijklmnoprstuvw") for _ in range(r.randint(3, 9))) for _ in range(r.randint(1, 6)))

    def _node(self, el, path, r, i, iid, out):
        name = _local(el.tag)
        if name == "meta" and path.count("/") == 2:
            out.append(f"<orx:meta><orx:instanceID>{iid}</orx:instanceID></orx:meta>")
            return
        kids = list(el)
        if not kids:
            out.append(f"<{name}>{escape(self._value(path, r, i))}</{name}>")
            return
        out.append(f"<{name}>")
        self._children(el, path, r, i, iid, out)
        out.append(f"</{name}>")

    def _children(self, el, path, r, i, iid, out):
        done = set()
        for c in el:
            p = f"{path}/{_local(c.tag)}"
            if p in self.repeat_paths:
                if p in done:          # jr:template and first instance both appear; use one
                    continue
                done.add(p)
                for _ in range(r.randint(*self.rep)):
                    self._node(c, p, r, i, iid, out)
            else:
                self._node(c, p, r, i, iid, out)

    def body(self, iid, i, seed):
        r = random.Random(f"{seed}/{i}")
        out = ["<?xml version='1.0' encoding='UTF-8'?>", self.head]
        self._children(self.root, f"/{_local(self.root.tag)}", r, i, iid, out)
        if not self.has_meta:
            out.append(f"<orx:meta><orx:instanceID>{iid}</orx:instanceID></orx:meta>")
        out.append(self.tail)
        return "".join(out).encode()


def build_requests(a, form, lo, hi):
    u = urllib.parse.urlsplit(a.url)
    path = (u.path.rstrip("/") + a.path) or "/"
    extra = "".join(f"{h}\r\n" for h in a.header)
    if a.auth:
        extra += f"Authorization: {a.auth}\r\n"
    if a.basic:
        extra += "Authorization: Basic " + base64.b64encode(a.basic.encode()).decode() + "\r\n"
    photo = os.urandom(a.attach_kb * 1024) if a.attach_kb else b""
    bnd = "----loadopenrosa7f3a9c"
    reqs, ids = [], []
    for i in range(lo, hi):
        k = 0 if a.mode == "same" else i
        iid = f"uuid:{uuid.uuid5(NS, f'{a.seed}/{k}')}"
        xml = form.body(iid, k, a.seed if a.mode != "conflict" else a.seed + "-changed")
        parts = [f'--{bnd}\r\nContent-Disposition: form-data; name="xml_submission_file"; filename="submission.xml"\r\n'
                 f'Content-Type: text/xml; charset=utf-8\r\n\r\n'.encode(), xml, b"\r\n"]
        if photo:
            parts += [f'--{bnd}\r\nContent-Disposition: form-data; name="photo-{k}.jpg"; filename="photo-{k}.jpg"\r\n'
                      f'Content-Type: image/jpeg\r\n\r\n'.encode(), photo, b"\r\n"]
        parts.append(f"--{bnd}--\r\n".encode())
        body = b"".join(parts)
        head = (f"POST {path} HTTP/1.1\r\nHost: {u.netloc}\r\nX-OpenRosa-Version: 1.0\r\nUser-Agent: load_openrosa/1\r\n"
                f"Date: {time.strftime('%a, %d %b %Y %H:%M:%S GMT', time.gmtime())}\r\n{extra}"
                f"Content-Type: multipart/form-data; boundary={bnd}\r\nContent-Length: {len(body)}\r\n"
                f"Connection: keep-alive\r\n\r\n").encode()
        reqs.append(head + body)
        ids.append(iid)
    return reqs, ids


# ------------------------------------------------------------------ raw keep-alive HTTP client
class Conn:
    __slots__ = ("sock", "out", "off", "buf", "t0", "need", "chunked", "status", "close", "hdr_end", "busy")

    def __init__(self):
        self.sock, self.busy = None, False

    def reset(self, data, t0):
        self.out, self.off, self.buf, self.t0 = data, 0, bytearray(), t0
        self.need, self.chunked, self.status, self.close, self.hdr_end, self.busy = None, False, 0, False, -1, True

    def feed(self, d):
        """True when a whole final response is in."""
        self.buf += d
        while True:
            if self.hdr_end < 0:
                p = self.buf.find(b"\r\n\r\n")
                if p < 0:
                    return False
                h = bytes(self.buf[:p]).decode("latin1")
                self.status = int(h.split(" ", 2)[1])
                if 100 <= self.status < 200:            # 100-continue: drop it and go on
                    del self.buf[:p + 4]
                    continue
                low = h.lower()
                self.hdr_end = p + 4
                m = re.search(r"\r\ncontent-length:\s*(\d+)", low)
                self.need = int(m.group(1)) if m else None
                self.chunked = "transfer-encoding: chunked" in low
                self.close = "connection: close" in low or (h.startswith("HTTP/1.0") and "keep-alive" not in low)
                if self.status in (204, 304):
                    self.need = 0
            if self.chunked:
                return self.buf.endswith(b"0\r\n\r\n")
            if self.need is not None:
                return len(self.buf) - self.hdr_end >= self.need
            return False                                # until close


def worker(a, form, lo, hi, conns, wid, barrier, pipe):
    reqs, _ = build_requests(a, form, lo, hi)
    u = urllib.parse.urlsplit(a.url)
    port = u.port or (443 if u.scheme == "https" else 80)
    ctx = ssl.create_default_context() if u.scheme == "https" else None
    if ctx and a.insecure:
        ctx.check_hostname, ctx.verify_mode = False, ssl.CERT_NONE

    def connect():
        s = socket.create_connection((u.hostname, port), timeout=a.timeout)
        s.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if ctx:
            s = ctx.wrap_socket(s, server_hostname=u.hostname)
        s.setblocking(False)
        return s

    lat, when, status, errs, samples = array("d"), array("d"), collections.Counter(), collections.Counter(), {}
    sel = selectors.DefaultSelector()
    cs = [Conn() for _ in range(conns)]
    for c in cs:
        c.sock = connect()
        sel.register(c.sock, selectors.EVENT_READ, c)
    barrier.wait()
    start = time.perf_counter()
    now = time.perf_counter
    nxt, total, done = 0, len(reqs), 0
    gap = a.procs / a.rate if a.rate else 0.0
    idle = collections.deque(cs)

    def pump(c):
        try:
            while c.off < len(c.out):
                c.off += c.sock.send(memoryview(c.out)[c.off:])
        except (BlockingIOError, ssl.SSLWantWriteError, ssl.SSLWantReadError):
            sel.modify(c.sock, selectors.EVENT_READ | selectors.EVENT_WRITE, c)
            return
        sel.modify(c.sock, selectors.EVENT_READ, c) if sel.get_key(c.sock).events != selectors.EVENT_READ else None

    def fail(c, why):
        nonlocal done
        errs[why] += 1
        done += 1
        reopen(c)

    def reopen(c):
        try:
            sel.unregister(c.sock)
            c.sock.close()
        except Exception:
            pass
        for _ in range(50):
            try:
                c.sock = connect()
                break
            except OSError:
                time.sleep(0.05)
        else:
            raise SystemExit("server is gone")
        sel.register(c.sock, selectors.EVENT_READ, c)
        c.busy = False
        idle.append(c)

    while done < total:
        while idle and nxt < total:
            t = now()
            if gap:
                due = start + nxt * gap
                if due > t:
                    break
                t = due
            c = idle.popleft()
            c.reset(reqs[nxt], t)
            nxt += 1
            try:
                pump(c)
            except OSError as e:
                fail(c, type(e).__name__)
        tmo = 1.0
        if gap and idle and nxt < total:
            tmo = max(0.0, min(1.0, start + nxt * gap - now()))
        for key, ev in sel.select(tmo):
            c = key.data
            if not c.busy:                              # server closed an idle connection
                idle.remove(c) if c in idle else None
                reopen(c)
                continue
            try:
                if ev & selectors.EVENT_WRITE:
                    pump(c)
                if ev & selectors.EVENT_READ:
                    d = c.sock.recv(262144)
                    if not d:
                        if c.status and not c.chunked and c.need is None:
                            c.close, fin = True, True   # body delimited by close
                        else:
                            fail(c, "closed before response")
                            continue
                    else:
                        fin = c.feed(d)
                    if fin:
                        t = now()
                        lat.append(t - c.t0)
                        when.append(t - start)
                        status[c.status] += 1
                        if c.status not in samples:
                            samples[c.status] = bytes(c.buf[c.hdr_end:c.hdr_end + 400]).decode("utf-8", "replace")
                        done += 1
                        c.busy = False
                        if c.close:
                            reopen(c)
                        else:
                            idle.append(c)
            except (BlockingIOError, ssl.SSLWantReadError, ssl.SSLWantWriteError):
                pass
            except OSError as e:
                fail(c, type(e).__name__)
        for c in cs:
            if c.busy and now() - c.t0 > a.timeout:
                fail(c, "timeout")
    end = time.perf_counter()
    cpu = time.process_time()
    pipe.send((lat.tobytes(), when.tobytes(), dict(status), dict(errs), samples, start, end, cpu))
    pipe.close()


# ------------------------------------------------------------------ watching the server's processes
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


def main():
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
    if a.xform.startswith(("http://", "https://")):
        rq = urllib.request.Request(a.xform, headers={"X-OpenRosa-Version": "1.0", **({"Authorization": a.auth} if a.auth else {})})
        xml = urllib.request.urlopen(rq, timeout=30).read()
    else:
        xml = open(a.xform, "rb").read()
    over = {k: v.split("|") for k, v in (s.split("=", 1) for s in a.set)}
    form = Form(xml, a.form_id, a.form_version, over, tuple(int(x) for x in a.repeats.split(":")))
    sample = form.body(f"uuid:{uuid.uuid5(NS, f'{a.seed}/{a.offset}')}", a.offset, a.seed)
    if a.dump:
        open(a.dump, "wb").write(sample)
        return 0
    ctx = mp.get_context("fork")
    barrier, procs, pipes = ctx.Barrier(a.procs + 1), [], []
    cuts = [a.offset + a.n * k // a.procs for k in range(a.procs + 1)]
    for k in range(a.procs):
        r, w = ctx.Pipe(False)
        conns = a.concurrency // a.procs + (1 if k < a.concurrency % a.procs else 0)
        q = ctx.Process(target=worker, args=(a, form, cuts[k], cuts[k + 1], conns, k, barrier, w))
        q.start()
        w.close()
        procs.append(q), pipes.append(r)
    stop, peak = threading.Event(), {w: [0, 0] for w in a.watch}

    def sampler():
        while not stop.wait(0.5):
            for w in a.watch:
                _, pss, rss = usage([w])
                peak[w] = [max(peak[w][0], pss), max(peak[w][1], rss)]
    while barrier.n_waiting < a.procs:
        if any(q.exitcode not in (None, 0) for q in procs):
            raise SystemExit("a client process died before the start (server not reachable?)")
        time.sleep(0.01)
    cpu0 = {w: usage([w])[0] for w in a.watch}
    load0, mach0 = os.getloadavg(), machine()
    cl0 = sum(sum(usage([q.pid])[0].values()) for q in procs)
    th = threading.Thread(target=sampler, daemon=True)
    th.start()
    barrier.wait()
    res = [r.recv() for r in pipes]
    stop.set(), th.join()
    cpu1 = {w: usage([w])[0] for w in a.watch}
    load1, mach1 = os.getloadavg(), machine()
    for q in procs:
        q.join()
    rows, status, errs, samples, ccpu = [], collections.Counter(), collections.Counter(), {}, 0.0
    t0, t1 = min(x[5] for x in res), max(x[6] for x in res)
    for lb, wb, st, er, sm, s, e, cpu in res:
        l, w = array("d"), array("d")
        l.frombytes(lb), w.frombytes(wb)
        rows += [(wi + s - t0, li) for wi, li in zip(w, l)]
        status.update(st), errs.update(er), samples.update({k: v for k, v in sm.items() if k not in samples})
        ccpu += cpu
    rows.sort()
    kept = rows[a.warmup:]
    span = (t1 - t0) - (rows[a.warmup - 1][0] if a.warmup else 0.0)
    ls = sorted(x[1] for x in kept)
    ms = lambda v: None if v is None else round(v * 1000, 3)
    out = {"url": a.url, "mode": a.mode, "seed": a.seed, "n": a.n, "offset": a.offset, "concurrency": a.concurrency, "procs": a.procs,
           "rate": a.rate, "warmup": a.warmup, "xml_bytes": len(sample), "attach_kb": a.attach_kb,
           "wall_s": round(t1 - t0, 3), "throughput_per_s": round(len(kept) / span, 1) if span > 0 and kept else None,
           "latency_ms": {"mean": ms(sum(ls) / len(ls)) if ls else None, "p50": ms(pct(ls, 50)), "p95": ms(pct(ls, 95)),
                          "p99": ms(pct(ls, 99)), "max": ms(ls[-1] if ls else None)},
           "status": {str(k): v for k, v in sorted(status.items())}, "errors": dict(errs),
           "response_samples": {str(k): v for k, v in samples.items()},
           "loadavg_before": load0, "loadavg_after": load1, "client_cpu_s_incl_build": round(ccpu, 2),
           "client_cpu_s_sending": round(max(0.0, ccpu - cl0), 2),
           "machine": {"cpus": os.cpu_count(), "busy_s": round(mach1[0] - mach0[0], 2), "steal_s": round(mach1[1] - mach0[1], 2)},
           "watched": {str(w): {"cpu_s": round(sum(v - cpu0[w].get(p_, 0.0) for p_, v in cpu1[w].items()), 2),
                                "peak_pss_mb": round(peak[w][0] / 2**20, 1), "peak_rss_sum_mb": round(peak[w][1] / 2**20, 1)} for w in a.watch}}
    # busy CPU that belongs neither to the watched server nor to this client: other people's load during the run
    mine = out["client_cpu_s_sending"] + sum(w["cpu_s"] for w in out["watched"].values())
    out["machine"]["other_busy_pct"] = round(100 * max(0.0, out["machine"]["busy_s"] - mine) / max(1e-9, out["wall_s"] * (os.cpu_count() or 1)), 1)
    out["server_cpu_ms_per_request"] = round(1000 * sum(w["cpu_s"] for w in out["watched"].values()) / max(1, a.n), 3) if a.watch else None
    if a.json:
        with open(a.json, "w") as f:
            json.dump(out, f, indent=1)
    L = out["latency_ms"]
    print(f"{a.mode} n={a.n} c={a.concurrency}: {out['throughput_per_s']}/s wall={out['wall_s']}s  "
          f"ms p50={L['p50']} p95={L['p95']} p99={L['p99']} max={L['max']}  status={out['status']} errors={out['errors']}  "
          f"load={load0[0]:.2f}->{load1[0]:.2f} "
          f"other_busy={out['machine']['other_busy_pct']}% server_cpu_ms/req={out['server_cpu_ms_per_request']} watched={out['watched']} seed={a.seed}")
    ok = {int(x) for x in a.expect.split(",") if x}
    return 0 if not errs and all(200 <= k < 300 or k in ok for k in status) else 1


if __name__ == "__main__":
    sys.exit(main())

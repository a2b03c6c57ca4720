# ruff: noqa - standard library only, to run anywhere; written densely on purpose
# fmt: off
"""A raw keep-alive HTTP client over many sockets: a part of `load_openrosa`."""
from __future__ import annotations

from __future__ import annotations

import argparse, base64, collections, json, multiprocessing as mp, os, random, re, selectors, socket, ssl
import sys, threading, time, urllib.parse, urllib.request, uuid
import xml.etree.ElementTree as ET
from array import array

from load_requests import NS, build_requests


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

# ruff: noqa - standard library only, to run anywhere; written densely on purpose
# fmt: off
"""A raw keep-alive HTTP client over many sockets: a part of `load_openrosa`."""
from __future__ import annotations

import collections, re, selectors, socket, ssl, time, urllib.parse
from array import array

from load_requests import build_requests


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


class Address:
    """Where the server listens, and how a connection to it is made."""

    def __init__(self, a):
        u = urllib.parse.urlsplit(a.url)
        self.host, self.port, self.timeout = u.hostname, u.port or (443 if u.scheme == "https" else 80), a.timeout
        self.ctx = ssl.create_default_context() if u.scheme == "https" else None
        if self.ctx and a.insecure:
            self.ctx.check_hostname, self.ctx.verify_mode = False, ssl.CERT_NONE

    def connect(self):
        s = socket.create_connection((self.host, self.port), timeout=self.timeout)
        s.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if self.ctx:
            s = self.ctx.wrap_socket(s, server_hostname=self.host)
        s.setblocking(False)
        return s


class Sender:
    """Sends requests over so many connections; ``gap``: seconds between planned sends, 0 for a closed loop."""

    def __init__(self, address, reqs, conns, gap, timeout):
        self.address, self.reqs, self.gap, self.timeout = address, reqs, gap, timeout
        self.lat, self.when, self.samples = array("d"), array("d"), {}
        self.status, self.errs = collections.Counter(), collections.Counter()
        self.sel, self.conns = selectors.DefaultSelector(), [Conn() for _ in range(conns)]
        self.idle = collections.deque(self.conns)
        self.nxt = self.done = 0
        for c in self.conns:
            c.sock = address.connect()
            self.sel.register(c.sock, selectors.EVENT_READ, c)

    def run(self):
        """(start, end) of sending all of it."""
        self.start = time.perf_counter()
        while self.done < len(self.reqs):
            self._send_due()
            for key, ev in self.sel.select(self._wait()):
                self._serve(key.data, ev)
            for c in self.conns:
                if c.busy and time.perf_counter() - c.t0 > self.timeout:
                    self._fail(c, "timeout")
        return self.start, time.perf_counter()

    def _wait(self):
        if self.gap and self.idle and self.nxt < len(self.reqs):
            return max(0.0, min(1.0, self.start + self.nxt * self.gap - time.perf_counter()))
        return 1.0

    def _send_due(self):
        while self.idle and self.nxt < len(self.reqs):
            t = time.perf_counter()
            if self.gap:
                due = self.start + self.nxt * self.gap
                if due > t:
                    break
                t = due
            c = self.idle.popleft()
            c.reset(self.reqs[self.nxt], t)
            self.nxt += 1
            try:
                self._pump(c)
            except OSError as e:
                self._fail(c, type(e).__name__)

    def _pump(self, c):
        try:
            while c.off < len(c.out):
                c.off += c.sock.send(memoryview(c.out)[c.off:])
        except (BlockingIOError, ssl.SSLWantWriteError, ssl.SSLWantReadError):
            self.sel.modify(c.sock, selectors.EVENT_READ | selectors.EVENT_WRITE, c)
            return
        if self.sel.get_key(c.sock).events != selectors.EVENT_READ:
            self.sel.modify(c.sock, selectors.EVENT_READ, c)

    def _serve(self, c, ev):
        if not c.busy:                                  # server closed an idle connection
            self.idle.remove(c) if c in self.idle else None
            self._reopen(c)
            return
        try:
            if ev & selectors.EVENT_WRITE:
                self._pump(c)
            if ev & selectors.EVENT_READ:
                self._read(c)
        except (BlockingIOError, ssl.SSLWantReadError, ssl.SSLWantWriteError):
            pass
        except OSError as e:
            self._fail(c, type(e).__name__)

    def _read(self, c):
        d = c.sock.recv(262144)
        if d:
            fin = c.feed(d)
        elif c.status and not c.chunked and c.need is None:
            c.close, fin = True, True                   # body delimited by close
        else:
            self._fail(c, "closed before response")
            return
        if fin:
            self._take(c)

    def _take(self, c):
        t = time.perf_counter()
        self.lat.append(t - c.t0)
        self.when.append(t - self.start)
        self.status[c.status] += 1
        if c.status not in self.samples:
            self.samples[c.status] = bytes(c.buf[c.hdr_end:c.hdr_end + 400]).decode("utf-8", "replace")
        self.done += 1
        c.busy = False
        self._reopen(c) if c.close else self.idle.append(c)

    def _fail(self, c, why):
        self.errs[why] += 1
        self.done += 1
        self._reopen(c)

    def _reopen(self, c):
        try:
            self.sel.unregister(c.sock)
            c.sock.close()
        except Exception:
            pass
        for _ in range(50):
            try:
                c.sock = self.address.connect()
                break
            except OSError:
                time.sleep(0.05)
        else:
            raise SystemExit("server is gone")
        self.sel.register(c.sock, selectors.EVENT_READ, c)
        c.busy = False
        self.idle.append(c)


def worker(a, form, lo, hi, conns, barrier, pipe):
    """One client process: builds its requests, waits for the others, sends, and tells what came."""
    reqs, _ = build_requests(a, form, lo, hi)
    sender = Sender(Address(a), reqs, conns, a.procs / a.rate if a.rate else 0.0, a.timeout)
    barrier.wait()
    start, end = sender.run()
    pipe.send((sender.lat.tobytes(), sender.when.tobytes(), dict(sender.status), dict(sender.errs), sender.samples,
               start, end, time.process_time()))
    pipe.close()

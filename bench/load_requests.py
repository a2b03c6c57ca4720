# ruff: noqa - standard library only, to run anywhere; written densely on purpose
# fmt: off
"""From an XForm to ready HTTP requests: the first part of `load_openrosa`."""
from __future__ import annotations

import base64, json, os, random, re, time, urllib.parse, uuid
import xml.etree.ElementTree as ET
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

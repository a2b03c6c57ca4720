"""A phone over real HTTP: what it is listed and downloads, and forms filled as their own instance says."""

from __future__ import annotations

import csv
import io
from uuid import uuid4

from lxml import etree
from served import Answer, Browser

ROSA = {"X-OpenRosa-Version": "1.0"}
LIST = "{http://openrosa.org/xforms/xformsList}"
MANIFEST = "{http://openrosa.org/xforms/xformsManifest}"
BOUNDARY = "ph0ne"


class ProtocolPhone:
    """One worker's phone, given nothing but its server's address."""

    def __init__(self, address: str) -> None:
        self.address = address
        self._http = Browser(address)

    def forms(self) -> dict[str, dict[str, str]]:
        """{form's id: what the list says of it}."""
        root = etree.fromstring(self._get(f"{self.address}/formList"))
        rows = [{child.tag.removeprefix(LIST): child.text or "" for child in form} for form in root]
        return {row["formID"]: row for row in rows}

    def lists(self, form: dict[str, str]) -> dict[str, list[dict[str, str]]]:
        """{file's name: its rows} of the lists that the form's manifest names."""
        found = {}
        for file in etree.fromstring(self._get(form["manifestUrl"])):
            told = {child.tag.removeprefix(MANIFEST): child.text or "" for child in file}
            content = self._get(told["downloadUrl"]).decode()
            found[told["filename"]] = list(csv.DictReader(io.StringIO(content)))
        return found

    def send(self, form: dict[str, str], **answers: str) -> Answer:
        """Downloads the form, writes the answers into its instance by their names, and sends it."""
        root = etree.fromstring(self._get(form["downloadUrl"]))
        (data,) = root.xpath("//*[local-name()='model']/*[local-name()='instance'][1]/*")
        for name, text in {**answers, "instanceID": f"uuid:{uuid4()}"}.items():
            (leaf,) = data.xpath(f".//*[local-name()='{name}']")
            leaf.text = text
        part = 'form-data; name="xml_submission_file"; filename="form.xml"'
        head = f"--{BOUNDARY}\r\nContent-Disposition: {part}\r\nContent-Type: text/xml\r\n\r\n"
        body = head.encode() + etree.tostring(data, encoding="utf-8") + f"\r\n--{BOUNDARY}--\r\n".encode()
        kind = f"multipart/form-data; boundary={BOUNDARY}"
        return self._http.send(f"{self.address}/submission", body, **{"Content-Type": kind, **ROSA})

    def _get(self, address: str) -> bytes:
        answer = self._http.get(address, **ROSA)
        assert answer.status == 200, f"{address}: {answer.status}"
        return answer.text.encode()

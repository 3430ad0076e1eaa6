"""Readers that others wrote accept our files, and find in them what our own API says."""

import csv
import io
import json
import re
import tempfile
import time
import unittest
import zipfile
from pathlib import Path

import openpyxl
import pypdf
import requests
import sdmx
from csvw import CSVW
from frictionless import Package, Resource, system, validate
from sdmx.model import common, v30

from house import House

DIMENSIONS = ("FREQ", "REF_AREA", "INDICATOR", "BREAKDOWN", "CATEGORY", "TIME_PERIOD")
ATTRIBUTES = ("UNIT_MEASURE", "OBS_STATUS", "CONF_STATUS")


def setUpModule():
    global house, folder, series
    house = House()
    folder = tempfile.TemporaryDirectory()
    series = house.series()


def tearDownModule():
    folder.cleanup()
    house.stop()


def fetch(ending, path=None):
    """A file of the measure, as a member gets it."""
    answer = house.partner.get(f"{path or house.measure}/data.{ending}")
    answer.raise_for_status()
    return answer.content


def flow():
    """The structure of our rows, as a reader of SDMX-CSV has to be given it."""
    structure = v30.DataStructureDefinition(id="MEASURES")
    structure.dimensions = common.DimensionDescriptor(
        components=[common.Dimension(id=name, order=at) for at, name in enumerate(DIMENSIONS, 1)]
    )
    structure.measures = v30.MeasureDescriptor(components=[v30.Measure(id="OBS_VALUE")])
    structure.attributes = common.AttributeDescriptor(
        components=[common.DataAttribute(id=name) for name in ATTRIBUTES]
    )
    return v30.Dataflow(id="MEASURES", structure=structure)


class Readers(unittest.TestCase):
    def same(self, found):
        """`found` is period -> value, of the whole."""
        known = {period: point["value"] for period, point in series.items() if point["value"] is not None}
        self.assertEqual(set(found), set(known))
        self.assertGreater(len(known), 5)
        for period, value in known.items():
            self.assertAlmostEqual(float(found[period]), value, delta=abs(value) * 1e-12)

    def test_frictionless_finds_a_valid_data_package(self):
        system.standards = "v2"
        archive = zipfile.ZipFile(io.BytesIO(fetch("zip")))
        self.assertIsNone(archive.testzip())
        archive.extractall(folder.name)
        description = Path(folder.name) / "datapackage.json"
        report = validate(str(description))
        self.assertTrue(report.valid, report.flatten(["rowNumber", "fieldName", "type", "note"]))
        rows = Package(str(description)).get_resource("values").read_rows()
        self.same({row["period"]: row["value"] for row in rows if row["dimension"] == "_T" and row["value"] is not None})

    def test_frictionless_tells_when_a_table_does_not_fit_its_description(self):
        description = json.loads(zipfile.ZipFile(io.BytesIO(fetch("zip"))).read("datapackage.json"))
        broken = fetch("csv").replace(b",complete,", b",fine,", 1)
        path = Path(folder.name) / "broken.csv"
        path.write_bytes(broken)
        resource = Resource.from_descriptor(
            {**description["resources"][0], "path": "broken.csv"}, basepath=folder.name
        )
        self.assertEqual([error.type for error in resource.validate().tasks[0].errors], ["constraint-error"])

    def test_csvw_finds_the_description_beside_the_table(self):
        # Without an account, as a stranger's program finds it: by the address of the table alone.
        found = CSVW(f"{house.measure}/data.csv", validate=True)
        self.assertFalse(found.no_metadata)
        self.assertTrue(found.is_valid, found.warnings)
        rows = list(found.tables[0])
        public = requests.get(f"{house.measure}/data.json").json()["values"]
        self.assertEqual([row["period"] for row in rows], [value["period"] for value in public])
        for row, value in zip(rows, public):
            self.assertEqual(None if row["value"] is None else float(row["value"]), value["value"])

    def test_sdmx1_reads_every_observation(self):
        message = sdmx.read_sdmx(io.BytesIO(fetch("sdmx.csv")), format="csv", structure=flow())
        observations = [one for data in message.data for one in data.obs]
        whole = [one for one in observations if one.dimension["BREAKDOWN"].value == "_T"]
        whole = [one for one in whole if one.dimension["REF_AREA"].value == "bowling-green"]
        self.assertEqual(len(whole), len(series))
        for one in observations:
            status = one.attached_attribute["OBS_STATUS"].value
            self.assertIn(status, "ABEPQO")
            self.assertEqual(one.value == "", status in "QO")
        self.same({one.dimension["TIME_PERIOD"].value: one.value for one in whole if one.value})

    def test_openpyxl_reads_the_workbook(self):
        book = openpyxl.load_workbook(io.BytesIO(fetch("xlsx")), read_only=True)
        self.assertEqual(book.sheetnames, ["values", "columns"])
        header, *rows = book["values"].iter_rows(values_only=True)
        rows = [dict(zip(header, row)) for row in rows]
        self.same({row["period"]: row["value"] for row in rows if row["dimension"] == "_T" and row["value"] is not None})
        self.assertEqual((rows[0]["start"].month, rows[0]["start"].day), (1, 1))

    def test_every_format_says_the_same(self):
        table = list(csv.DictReader(io.StringIO(fetch("csv").decode())))
        values = json.loads(fetch("json"))["values"]
        self.assertEqual(len(table), len(values))
        for row, value in zip(table, values):
            self.assertEqual(row.keys(), value.keys())
            for name, cell in row.items():
                found = value[name]
                same = cell == "" if found is None else cell == found if isinstance(found, str) else float(cell) == found
                self.assertTrue(same, f"{name}: {cell!r} is not {found!r}")

    def test_all_measures_leave_in_one_file(self):
        everything = f"{house.url}/i/bowling-green"
        table = list(csv.DictReader(io.StringIO(fetch("csv", everything).decode())))
        listed = house.partner.get(f"{house.url}/api/i/bowling-green/measures").json()
        periods = {row["measure"] for row in table}
        self.assertLessEqual(periods, {str(one["number"]) for one in listed})
        self.assertEqual([row for row in table if row["measure"] == "1"], list(csv.DictReader(io.StringIO(fetch("csv").decode()))))

    def test_search_engines_find_a_dataset_on_the_page(self):
        page = requests.get(f"{house.measure}/data").text
        data = json.loads(re.search(r'<script type="application/ld\+json"[^>]*>(.*?)</script>', page).group(1))
        self.assertEqual((data["@context"], data["@type"]), ("https://schema.org/", "Dataset"))
        self.assertTrue(data["name"] and len(data["description"]) >= 50)
        for download in data["distribution"]:
            address = download["contentUrl"].replace(download["contentUrl"].split("/i/")[0], house.url)
            self.assertEqual(requests.head(address).status_code, 200, address)


class Report(unittest.TestCase):
    """The report of a conversation on paper says what its page says."""

    def setUp(self):
        page = f"{house.url}/i/bowling-green/conversations/1/report"
        data = page.replace("/i/", "/api/i/", 1)
        # A fresh demo is still drawing its map.
        deadline = time.monotonic() + 60
        while requests.get(data).json() is None and time.monotonic() < deadline:
            time.sleep(0.5)
        answer = requests.get(f"{page}.pdf")
        answer.raise_for_status()
        self.assertEqual(answer.headers["Content-Type"], "application/pdf")
        self.pdf = pypdf.PdfReader(io.BytesIO(answer.content), strict=True)
        self.data = requests.get(data).json()
        self.page = page
        pages = [page.extract_text() for page in self.pdf.pages]
        self.words = " ".join(" ".join(pages).split())

    def test_pypdf_finds_the_same_numbers_as_the_api(self):
        report, picture = self.data, self.data["map"]
        for count in (report["people"], report["statements"], report["votes"]):
            self.assertRegex(self.words, rf"(?<!\d){count:,}(?!\d)|(?<!\d){count}(?!\d)")
        for group in picture["groups"]:
            self.assertRegex(self.words, rf"{group['people']:,} people|{group['people']} people")
        for one in picture["unites"] + picture["divides"]:
            agree, disagree, passed = one["all"]
            self.assertRegex(self.words, rf"{agree:,} of {agree + disagree + passed:,} agree · {disagree:,} disagree")

    def test_pypdf_finds_what_makes_it_accessible(self):
        root = self.pdf.trailer["/Root"]
        self.assertTrue(root["/MarkInfo"]["/Marked"])
        self.assertEqual(root["/Lang"], "en")
        self.assertIn(self.data["question"], self.pdf.metadata.title)
        self.assertTrue(root["/ViewerPreferences"]["/DisplayDocTitle"])
        self.assertEqual(self.pdf.outline[0].title, self.data["question"])
        roles = set()

        def walk(node):
            if isinstance(node, pypdf.generic.IndirectObject):
                node = node.get_object()
            for inner in node if isinstance(node, list) else [node]:
                if isinstance(inner, pypdf.generic.IndirectObject):
                    inner = inner.get_object()
                if isinstance(inner, dict) and "/S" in inner:
                    roles.add(inner["/S"])
                    if inner["/S"] == "/Figure":
                        self.assertTrue(inner["/Alt"])
                if isinstance(inner, dict) and "/K" in inner:
                    walk(inner["/K"])

        walk(root["/StructTreeRoot"]["/K"])
        self.assertLessEqual({"/Document", "/H1", "/H2", "/P", "/L", "/Table", "/TH", "/TD", "/Figure", "/Link"}, roles)
        links = {note.get_object()["/A"]["/URI"] for page in self.pdf.pages for note in page.get("/Annots", [])}
        self.assertEqual({link.partition("/i/")[2] for link in links}, {
            "bowling-green/conversations/1/report", "bowling-green/conversations/1/answers"
        })

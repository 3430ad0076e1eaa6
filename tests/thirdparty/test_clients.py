"""Clients made for DHIS2, as they are: they read, they send, and what they get is what our own API says."""

import json
import os
import re
import subprocess
import unittest
from pathlib import Path

from dhis2 import Api
from dhis2.exceptions import RequestException
from dhis2_client import DHIS2Client
from dhis2_client.errors import DHIS2HTTPError

from house import COUNTY, PARTNER, House

UID = re.compile(r"^[A-Za-z][A-Za-z0-9]{10}$")


def setUpModule():
    global house
    house = House()
    for period in ("2021", "2022", "2023"):
        house.open_period(period)


def tearDownModule():
    house.stop()


def counts(body):
    return {word: number for word, number in body["response"]["importCount"].items() if number}


def near(test, found, expected):
    test.assertAlmostEqual(float(found), expected, delta=abs(expected) * 1e-12)


class PyPiDhis2Py(unittest.TestCase):
    """dhis2.py 2.3.0: Basic with an e-mail address and a token; `.json` behind every path it reads."""

    @classmethod
    def setUpClass(cls):
        cls.api = Api(house.base, PARTNER, house.token)

    def test_it_connects_and_knows_the_release(self):
        self.assertEqual(self.api.version_int, 41)
        self.assertEqual(self.api.get("me").json()["username"], PARTNER)

    def test_it_reads_lists_page_by_page(self):
        for name in ("dataElements", "indicators", "dataSets", "organisationUnits", "organisationUnitLevels"):
            things = self.api.get_paged(name, page_size=2, merge=True)[name]
            every = self.api.get(name, params={"paging": "false", "fields": "id,name"}).json()[name]
            self.assertEqual([thing["id"] for thing in things], [thing["id"] for thing in every], name)
            self.assertTrue(every and all(UID.match(thing["id"]) for thing in every), name)
        self.assertGreater(len(self.api.get("organisationUnits").json()["organisationUnits"]), 10)

    def test_what_it_sends_is_a_submission_that_waits_for_its_partner(self):
        self.send("2021", "2500", "61000", {"imported": 2})
        self.send("2021", "2500", "61000", {"ignored": 2})
        self.send("2021", "2600", "61000", {"updated": 2})
        pulled = self.pull("2021")
        self.assertEqual(pulled, {"M1_NUM": "2600", "M1_DEN": "61000"})
        self.assertEqual(house.series()["2021"]["reported"], 0)
        pushed = self.push("2021", "2600", "61000", accept="true")
        self.assertEqual(counts(pushed), {"ignored": 2})
        point = house.series()["2021"]
        self.assertEqual((point["reported"], point["numerator"], point["denominator"]), (1, 2600, 61000))

    def test_the_same_with_another_version_in_the_path(self):
        older = Api(house.base, PARTNER, house.token, api_version=40)
        self.assertTrue(older.api_url.endswith("/api/40"))
        self.assertEqual(older.get("dataElements").json(), self.api.get("dataElements").json())

    def test_analytics_say_what_our_api_says(self):
        indicator = self.api.get("indicators", params={"fields": "id,code", "filter": "code:eq:M1"}).json()["indicators"][0]
        table = self.api.get(
            "analytics",
            params=[("dimension", f"dx:{indicator['id']}"), ("dimension", "pe:2016;2017;2018"), ("includeNumDen", "true")],
        ).json()
        columns = [header["name"] for header in table["headers"]]
        series = house.series()
        self.assertEqual(table["height"], 3)
        for row in (dict(zip(columns, row)) for row in table["rows"]):
            point = series[row["pe"]]
            near(self, row["value"], point["value"])
            near(self, row["numerator"], point["numerator"])
            near(self, row["denominator"], point["denominator"])

    def test_what_is_refused_has_its_reason(self):
        with self.assertRaises(RequestException) as refused:
            self.push("2021", "", "61000")
        body = json.loads(refused.exception.description)
        self.assertEqual(refused.exception.code, 409)
        conflict = body["response"]["conflicts"][0]
        self.assertEqual((conflict["errorCode"], conflict["indexes"]), ("E8120", [0]))
        with self.assertRaises(RequestException) as refused:
            list(self.api.post_partitioned("metadata", {"dataElements": [{"name": "x"}, {"name": "y"}]}))
        self.assertEqual(refused.exception.code, 403)
        with self.assertRaises(RequestException) as refused:
            Api(house.base, PARTNER, "gsw_wrong").get("me")
        self.assertEqual(refused.exception.code, 401)
        with self.assertRaises(RequestException) as refused:
            self.api.get("programs")
        self.assertEqual(json.loads(refused.exception.description)["httpStatusCode"], 404)

    def push(self, period, above, below, **params):
        values = [
            {"dataElement": f"M1_{half}", "period": period, "orgUnit": COUNTY, "value": value}
            for half, value in (("NUM", above), ("DEN", below))
        ]
        return self.api.post("dataValueSets", {"dataValues": values}, params={"idScheme": "CODE", **params}).json()

    def send(self, period, above, below, expected):
        body = self.push(period, above, below)
        self.assertEqual((body["status"], counts(body)), ("OK", expected))

    def pull(self, period):
        params = {"dataSet": "M1", "orgUnit": COUNTY, "period": period, "idScheme": "CODE"}
        values = self.api.get("dataValueSets", params=params).json()["dataValues"]
        return {value["dataElement"]: value["value"] for value in values}


class PyPiDhis2Client(unittest.TestCase):
    """dhis2-client 0.3.2: `Authorization: ApiToken`, repeated keys, no `.json`."""

    @classmethod
    def setUpClass(cls):
        cls.client = DHIS2Client(house.base, token=house.token)
        elements = list(cls.client.get_data_elements(fields="id,code"))
        cls.elements = {element["code"]: element["id"] for element in elements}
        units = list(cls.client.get_organisation_units(fields="id,code,level"))
        cls.unit = next(unit["id"] for unit in units if unit["code"] == COUNTY)

    @classmethod
    def tearDownClass(cls):
        cls.client.close()

    def test_it_connects(self):
        self.assertEqual(self.client.get_system_info()["calendar"], "iso8601")
        self.assertEqual(self.client.get_current_user()["email"], PARTNER)

    def test_it_sends_reads_back_and_finds_the_latest_period(self):
        values = [
            {"dataElement": self.elements["M1_NUM"], "value": "2700"},
            {"dataElement": self.elements["M1_DEN"], "value": "62000"},
        ]
        pushed = self.client.post_data_value_set(
            {"dataSet": self.set(), "orgUnit": self.unit, "period": "2022", "completeDate": "2023-01-31", "dataValues": values}
        )
        self.assertEqual(counts(pushed), {"imported": 2})
        self.assertEqual(pushed["response"]["dataSetComplete"], "2023-01-31")
        pulled = self.client.get_data_value_set({"dataSet": self.set(), "orgUnit": [self.unit], "period": "2022"})
        self.assertEqual(sorted(value["value"] for value in pulled["dataValues"]), ["2700", "62000"])
        latest = self.client.analytics_latest_period_for_level(self.elements["M1_NUM"], 2)
        self.assertEqual(latest["meta"]["periodType"], "YEARLY")
        # The other client sends a later year, before this one or after it.
        self.assertIn(latest["existing"]["id"], ("2022", "2023"))

    def test_analytics_of_every_partner_add_up_to_the_whole(self):
        table = self.client.get_analytics_data(
            dx=[self.elements["M1_NUM"], self.elements["M1_DEN"]], pe=["2018"], ou=["LEVEL-2"]
        )
        sums = {}
        for element, _, _, value in table["rows"]:
            sums[element] = sums.get(element, 0.0) + float(value)
        point = house.series()["2018"]
        near(self, sums[self.elements["M1_NUM"]], point["numerator"])
        near(self, sums[self.elements["M1_DEN"]], point["denominator"])

    def test_it_is_told_what_is_wrong(self):
        with self.assertRaises(DHIS2HTTPError) as refused:
            self.client.get_data_value_set({"orgUnit": self.unit, "period": "2022"})
        self.assertIn("E2001", str(refused.exception.__dict__))

    def set(self):
        return self.client.get("/api/dataSets", params={"fields": "id", "filter": "code:eq:M1"})["dataSets"][0]["id"]


class NpmD2Api(unittest.TestCase):
    """@eyeseetea/d2-api 1.20.0, in a process of its own."""

    def test_it_reads_and_sends(self):
        client = DHIS2Client(house.base, token=house.token)
        named = {one["code"]: one["id"] for one in client.get_data_elements(fields="id,code")}
        unit = next(one["id"] for one in client.get_organisation_units(fields="id,code") if one["code"] == COUNTY)
        indicator = client.get("/api/indicators", params={"fields": "id", "filter": "code:eq:M1"})["indicators"][0]["id"]
        client.close()
        told = {
            "base": house.base,
            "auth": {"username": PARTNER, "password": house.token},
            "element": named["M1_NUM"],
            "halves": [[named["M1_NUM"], "2800"], [named["M1_DEN"], "63000"]],
            "unit": unit,
            "period": "2023",
            "indicator": indicator,
            "years": ["2017", "2018"],
        }
        script = Path(__file__).with_name("d2_api.js")
        ran = subprocess.run(
            ["node", script], input=json.dumps(told), capture_output=True, text=True, env=os.environ, timeout=60
        )
        self.assertEqual(ran.returncode, 0, ran.stderr)
        answers = json.loads(ran.stdout)
        self.assertRegex(answers["version"], r"^2\.\d\d")
        self.assertEqual({one["id"] for one in answers["elements"]}, set(named.values()))
        self.assertIn("Yearly", [one["periodType"] for one in answers["metadata"]["objects"]])
        self.assertEqual(answers["pushed"]["importCount"]["imported"], 2)
        self.assertEqual([one["value"] for one in answers["pulled"]["dataValues"]], ["2800"])
        series = house.series()
        names = [header["name"] for header in answers["analytics"]["headers"]]
        rows = [dict(zip(names, row)) for row in answers["analytics"]["rows"]]
        self.assertEqual([row["pe"] for row in rows], ["2017", "2018"])
        for row in rows:
            near(self, row["value"], series[row["pe"]]["value"])

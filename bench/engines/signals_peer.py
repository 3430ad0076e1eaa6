"""What people use today for what the engine `signals` does. Prints the time of the computation alone, as JSON."""

import json
import sys
import time

import numpy
import pandas

ORGANISATIONS, AREAS, REGIONS, COLUMNS = 3000, 100, 10, 3600


def timed(compute):
    wall, cpu = time.perf_counter(), time.process_time()
    answer = compute()
    took = {"wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu}
    print(json.dumps({**took, "answer": answer}))


def values(file):
    return numpy.fromfile(file, dtype="<f8").reshape(ORGANISATIONS, COLUMNS, 2)


def groupby(file):
    """The level above each level, by its keys; a row counts if both of its parts are there."""
    parts = values(file).reshape(-1, 2)
    organisation = numpy.repeat(numpy.arange(ORGANISATIONS, dtype="int32"), COLUMNS)
    frame = pandas.DataFrame({
        "area": organisation * AREAS // ORGANISATIONS,
        "column": numpy.tile(numpy.arange(COLUMNS, dtype="int32"), ORGANISATIONS),
        "numerator": parts[:, 0],
        "denominator": parts[:, 1],
    })
    figures = ["numerator", "denominator", "reported"]

    def compute():
        known = frame.dropna().assign(reported=1)
        areas = known.groupby(["area", "column"], sort=False)[figures].sum().reset_index()
        areas["region"] = areas["area"] * REGIONS // AREAS
        regions = areas.groupby(["region", "column"], sort=False)[figures].sum().reset_index()
        whole = regions.groupby("column", sort=False)[figures].sum()
        return {name: float(whole[name].sum()) for name in figures}

    timed(compute)


def blocks(file):
    """Only possible because organisations, areas and regions stand in order and are equally many."""
    parts = values(file)

    def compute():
        there = numpy.isfinite(parts).all(axis=2)
        known = numpy.where(there[:, :, None], parts, 0.0)
        areas = known.reshape(AREAS, -1, COLUMNS, 2).sum(axis=1)
        reported = there.reshape(AREAS, -1, COLUMNS).sum(axis=1)
        regions = areas.reshape(REGIONS, -1, COLUMNS, 2).sum(axis=1)
        whole = regions.sum(axis=0)
        return {
            "numerator": float(whole[:, 0].sum()),
            "denominator": float(whole[:, 1].sum()),
            "reported": float(reported.sum()),
        }

    timed(compute)


def series(file):
    """Mann-Kendall with Hamed and Rao, Theil-Sen with its interval, damped Holt fitted; limits by hand. The choice of a method
    by rolling origins, which ours makes as well, is left out."""
    import warnings

    import pymannkendall
    from scipy.stats import theilslopes
    from statsmodels.tsa.holtwinters import Holt

    warnings.simplefilter("ignore")
    frame = pandas.read_csv(file)
    frame = frame[frame["type"].astype(str) == "1"].sort_values("period")
    frame["share"] = (frame["attendances"] - frame["breaches"]) / frame["attendances"]
    trusts = [group["share"].to_numpy() for _, group in frame.groupby("org_code") if len(group) == 36]

    def one(y):
        ranges = numpy.abs(numpy.diff(y))
        mean, spread = y.mean(), ranges[ranges < 3.267 * ranges.mean()].mean()
        limits = (mean - 2.66 * spread, mean + 2.66 * spread)
        trend = pymannkendall.original_test(y), pymannkendall.hamed_rao_modification_test(y), theilslopes(y)
        ahead = Holt(y, damped_trend=True, initialization_method="estimated").fit().forecast(6)
        return limits, trend, ahead

    def compute():
        read = [one(y) for y in trusts]
        return {"series": len(read), "trends": sum(bool(trend[0].h) for _, trend, _ in read)}

    timed(compute)


def counties(folder):
    tree = pandas.read_csv(f"{folder}/org_hierarchy.csv", dtype=str)
    long = pandas.read_csv(f"{folder}/county_unemployment_long.csv", dtype={"fips": str})
    frame = long.merge(tree[["fips", "parent_fips", "level"]], on="fips")

    def compute():
        below = frame[frame["level"] == "3"].dropna(subset=["unemployed", "labor_force"])
        states = below.groupby(["parent_fips", "year"])[["unemployed", "labor_force"]].sum()
        whole = states.groupby("year").sum()
        return {"states": len(states), "unemployed": float(whole["unemployed"].sum())}

    timed(compute)


if __name__ == "__main__":
    {"groupby": groupby, "blocks": blocks, "series": series, "counties": counties}[sys.argv[1]](sys.argv[2])

"""What other programs make of open data: frictionless, DuckDB, and the recipe in examples/consolidate.

    python3 check.py BDC

It needs the packages duckdb and frictionless, and no network: whoever reaches for one fails.
"""

import csv
import json
import os
import pathlib
import socket
import subprocess
import sys
import tempfile
from decimal import Decimal

import duckdb
import frictionless

ROOT = pathlib.Path(__file__).resolve().parents[2]
NASTY = ["=1+1", "@SUM(A1)", "<b>", "a,b;c", "it's", "甲\u3000乙"]


def offline(*_):
    raise AssertionError("the data package is not complete: something was looked for on the network")


def build(bdc, budget, folder):
    command = [bdc, "build", budget, "--emit", "ledger,ndjson,parquet,datapackage", "-o", folder, "-q"]
    subprocess.run([str(it) for it in command], check=True)
    return folder / budget.stem


def is_a_package(stem):
    report = frictionless.validate(f"{stem}.datapackage/datapackage.json")
    assert report.valid, report.flatten(["type", "message"])
    assert [task.name for task in report.tasks] == ["entries", "claims"]


def sums_are_equal(stem):
    """The ledger's entries, added up here, against what DuckDB makes of each format."""
    ledger = json.loads(pathlib.Path(f"{stem}.ledger.json").read_text(encoding="utf-8"))
    factor = {"元": 1, "千元": 1_000, "万元": 10_000, "亿元": 100_000_000}[ledger["budget"]["measure"]]
    expected = {}
    for entry in ledger["entries"]:
        expected[entry["kind"]] = expected.get(entry["kind"], 0) + Decimal(entry["amount"]) * factor
    lines = f"read_json('{stem}.ndjson', format='newline_delimited', columns={{type: 'VARCHAR', kind: 'VARCHAR', amount: 'VARCHAR'}})"
    tables = [
        f"'{stem}.entries.parquet'",
        f"read_csv('{stem}.datapackage/entries.csv', all_varchar=true)",
        f"(FROM {lines} WHERE type = 'entry')",
    ]
    for table in tables:
        found = duckdb.sql(f"SELECT kind, sum(CAST(amount AS DECIMAL(20, 6))) FROM {table} GROUP BY kind").fetchall()
        assert dict(found) == expected, (table, found, expected)
    of = dict(duckdb.sql(f"SELECT column_name, column_type FROM (DESCRIBE FROM {tables[0]})").fetchall())
    assert (of["amount"], of["prior"], of["line"]) == ("DECIMAL(20,6)", "DECIMAL(20,6)", "INTEGER"), of


def names_are_names(bdc, folder):
    budget = folder / "nasty.bud"
    lines = [f'project "{name}" unit 甲 amount 1.00' for name in NASTY]
    budget.write_text("\n".join(["budget 甲 year 2026", "unit 甲", *lines, ""]), encoding="utf-8")
    stem = build(bdc, budget, folder)
    is_a_package(stem)
    rows = duckdb.sql(f"SELECT project FROM '{stem}.entries.parquet' ORDER BY line").fetchall()
    assert [name for (name,) in rows] == NASTY, rows


def recipe_adds_up(bdc, folder):
    """The recipe's sums against what stands in the generated budgets' lines."""
    recipe, budgets, tables = ROOT / "examples/consolidate", folder / "budgets", folder / "tables"
    subprocess.run([sys.executable, recipe / "generate.py", "20", budgets, "--faulty", "1"], check=True)
    environment = {**os.environ, "BDC": str(bdc)}
    subprocess.run([sys.executable, recipe / "local.py", budgets, tables], check=True, env=environment)
    expected = Decimal(0)
    for file in sorted(budgets.iterdir())[1:]:
        text = file.read_text(encoding="utf-8").splitlines()
        factor = 10_000 if text[0].endswith("万元") else 1
        money = [line for line in text if line.split()[0] in ("personnel", "operating", "project")]
        expected += factor * sum(Decimal(line.split()[-1]) for line in money)
    with open(tables / "directions.csv", encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["direction"] == "expenditure"]
    assert sum(Decimal(row["amount"]) for row in rows) == expected, (rows, expected)
    refused = (tables / "refused.csv").read_text(encoding="utf-8").splitlines()[1:]
    assert refused == ["00001,第00001县,E0401,1"], refused
    assert len((tables / "incomplete.csv").read_text(encoding="utf-8").splitlines()) == 1


def main(bdc):
    bdc = pathlib.Path(bdc).resolve()
    socket.socket.connect = offline
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        stem = build(bdc, ROOT / "examples/shangyu-2024/budget.bud", folder)
        is_a_package(stem)
        sums_are_equal(stem)
        names_are_names(bdc, folder)
        recipe_adds_up(bdc, folder)
    print("frictionless, DuckDB and the recipe agree with the ledger")


if __name__ == "__main__":
    main(sys.argv[1])

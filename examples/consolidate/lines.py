"""What both engines share: the lines that bdc makes of a budget, their columns, and the queries."""

import csv
import os
import pathlib
import subprocess

# The command: on a cluster it is at the same place of every machine, or on its PATH.
BDC = os.environ.get("BDC", "bdc")

# The keys of the lines that the queries use. Amounts are texts, which the queries read as decimals: no engine
# gets the chance to take them for floating point.
COLUMNS = {
    "type": "string",
    "budget": "string",
    "budget_code": "string",
    "year": "int",
    "valid": "boolean",
    "kind": "string",
    "direction": "string",
    "amount": "string",
    "unit": "string",
    "func": "string",
    "econ": "string",
    "source": "string",
    "entries": "bigint",
    "claims": "bigint",
    "status": "string",
    "code": "string",
    "message": "string",
}


def lines(text):
    """The lines of one budget, given as bytes. A budget with faults has lines too: status 1 says so."""
    command = [BDC, "build", "-", "--emit", "ndjson", "--quiet", "--lang", "zh"]
    done = subprocess.run(command, input=text, stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    if done.returncode not in (0, 1):
        raise RuntimeError(f"{BDC}: status {done.returncode}: {done.stderr.decode(errors='replace')}")
    return done.stdout


def queries():
    """The statements of consolidate.sql: a name each, none for a view."""
    text = pathlib.Path(__file__).with_name("consolidate.sql").read_text(encoding="utf-8")
    for statement in text.split(";\n"):
        if not statement.strip():
            continue
        first = statement.strip().splitlines()[0]
        yield first.removeprefix("-- table ").strip() if first.startswith("-- table ") else None, statement


def write(folder, name, columns, rows):
    """Writes a table as CSV. Decimals keep all their digits, so that two engines give the same bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    with open(folder / f"{name}.csv", "w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(columns)
        table.writerows(rows)

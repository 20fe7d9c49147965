#!/usr/bin/env python3
"""Rolls up all budgets of a folder with Spark on a cluster (pip install pyspark, and Java).

    python3 cluster.py MASTER BUDGETS TABLES

The executors read the files, pipe each through bdc and parse its lines; only the sums come back.
"""

import pathlib
import sys

import lines
from pyspark.sql import SparkSession

# How many files an executor takes at a time: enough to be worth a task, few enough to be done again.
FILES = 50


def main(master, budgets, tables):
    builder = SparkSession.builder.master(master).appName("consolidate")
    # The executors call the command that is set here.
    spark = builder.config("spark.executorEnv.BDC", lines.BDC).getOrCreate()
    context = spark.sparkContext
    context.addPyFile(str(pathlib.Path(__file__).with_name("lines.py")))
    files = sorted(str(file) for file in pathlib.Path(budgets).absolute().glob("**/*.bud"))
    texts = context.parallelize(files, max(1, len(files) // FILES)).map(lambda file: pathlib.Path(file).read_bytes())
    found = texts.flatMap(lambda text: [line.decode() for line in lines.lines(text).splitlines()])
    schema = ", ".join(f"{name} {of}" for name, of in lines.COLUMNS.items())
    # Kept for all queries. What a lost executor had is made again from its files.
    spark.read.schema(schema).json(found).persist().createOrReplaceTempView("lines")
    for name, query in lines.queries():
        result = spark.sql(query)
        if name:
            lines.write(pathlib.Path(tables), name, result.columns, [tuple(row) for row in result.collect()])
    spark.stop()


if __name__ == "__main__":
    main(*sys.argv[1:])

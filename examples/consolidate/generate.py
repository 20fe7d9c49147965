#!/usr/bin/env python3
"""Writes budgets of many counties: the same bytes on every machine.

    python3 generate.py COUNT FOLDER [--faulty N]

Every budget is one file, with units, functions, economic items and two sources; half of them count in 元, the
others in 万元. All are valid but the first N, of which one total is 1 too high.
"""

import argparse
import pathlib

ACCOUNTS = """\
account 201 一般公共服务支出
account 20103 政府办公厅（室）及相关机构事务
account 2010301 行政运行
account 2010302 一般行政管理事务
account 205 教育支出
account 20502 普通教育
account 2050202 小学教育
account 2050203 初中教育
account 208 社会保障和就业支出
account 20805 行政事业单位养老支出
account 2080505 机关事业单位基本养老保险缴费支出
account 210 卫生健康支出
account 21003 基层医疗卫生机构
account 2100302 乡镇卫生院
account 212 城乡社区支出
account 21208 国有土地使用权出让收入安排的支出
account 2120804 农村基础设施建设支出
account 301 工资福利支出
account 30101 基本工资
account 30103 奖金
account 302 商品和服务支出
account 30201 办公费
account 30211 差旅费
"""
UNITS = ["政府办", "教育局", "人社局", "卫健局", "住建局", "第一小学", "第一中学", "乡镇卫生院"]
BASIC = [("personnel", "30101"), ("personnel", "30103"), ("operating", "30201"), ("operating", "30211")]
FUNCTIONS = ["2010301", "2010302", "2050202", "2050203", "2080505", "2100302"]
GENERAL, FUND = "一般公共预算", "政府性基金预算"


class Numbers:
    """Numbers that look random and are the same everywhere (a linear congruential generator)."""

    def __init__(self, seed):
        self.state = seed

    def below(self, bound):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (self.state >> 33) % bound


def figure(cents):
    return f"{cents // 100}.{cents % 100:02}"


def budget(number, faulty):
    """The text of one budget. Its figures are counted in hundredths of its measure."""
    numbers = Numbers(number)
    measure = "万元" if number % 2 else "元"
    lines = [f"budget 第{number:05}县 year 2026 code {number:05} measure {measure}", "unit 县本级"]
    units = UNITS[: 3 + numbers.below(len(UNITS) - 2)]
    lines += [f"unit {unit} under 县本级" for unit in units]
    entries = []  # (unit, source, function, amount, the line without its amount)
    for unit in units:
        for kind, econ in BASIC:
            func = FUNCTIONS[numbers.below(len(FUNCTIONS))]
            entries.append((unit, GENERAL, func, 1 + numbers.below(900_000), f"{kind} econ {econ}"))
        for project in range(1 + numbers.below(8)):
            source, func = (GENERAL, FUNCTIONS[numbers.below(len(FUNCTIONS))])
            if numbers.below(5) == 0:
                source, func = (FUND, "2120804")
            entries.append((unit, source, func, 1 + numbers.below(50_000_000), f"project 项目{project + 1}"))
    for unit in units:
        for source in (GENERAL, FUND):
            come = sum(entry[3] for entry in entries if entry[:2] == (unit, source))
            if come:
                lines.append(f"revenue {source} unit {unit} amount {figure(come)}")
    for unit, source, func, amount, line in entries:
        lines.append(f"{line} unit {unit} source {source} func {func} amount {figure(amount)}")
    for unit in units:
        lines.append(f"total unit {unit} amount {figure(sum(it[3] for it in entries if it[0] == unit))}")
    for code in sorted({entry[2][:3] for entry in entries}):
        lines.append(f"total func {code} amount {figure(sum(it[3] for it in entries if it[2][:3] == code))}")
    lines.append(f"total amount {figure(sum(it[3] for it in entries) + (100 if faulty else 0))}")
    return "\n".join(lines[:1]) + "\n" + ACCOUNTS + "\n".join(lines[1:]) + "\n"


def main():
    arguments = argparse.ArgumentParser(description="Writes budgets of many counties.")
    arguments.add_argument("count", type=int)
    arguments.add_argument("folder", type=pathlib.Path)
    arguments.add_argument("--faulty", type=int, default=0)
    given = arguments.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    for number in range(1, given.count + 1):
        text = budget(number, number <= given.faulty)
        (given.folder / f"{number:05}.bud").write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()

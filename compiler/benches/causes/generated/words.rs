//! The names and codes of the generated budget.

use std::fmt::Write as _;

use bud::model::known_name;
use bud::syntax::{AccountCode, Source};

use crate::random::Random;

/// A department.
pub struct Department {
    /// Its name.
    pub name: &'static str,
    /// Its units; more are numbered.
    units: &'static [&'static str],
    /// The functions it spends for; the first two also for its basic expenditure.
    pub functions: &'static [&'static str],
    /// Each unit has a file of its own, whose header names it.
    pub file_a_unit: bool,
    /// Entered in 万元, rounded.
    pub rounded: bool,
    /// Its units and its level-1 projects have totals.
    pub printed: bool,
}

impl Department {
    /// The name of a unit.
    pub fn unit(&self, unit: usize) -> String {
        match self.units.get(unit) {
            Some(name) => (*name).to_owned(),
            None => format!("{}第{}站", self.name, unit + 1),
        }
    }
}

/// The departments.
pub const DEPARTMENTS: &[Department] = &[
    Department {
        name: "市文化旅游局",
        units: &[
            "文旅局机关",
            "市图书馆",
            "第一文化馆",
            "第二文化馆",
            "市博物馆",
            "市美术馆",
            "文化市场队",
            "文物保护所",
        ],
        functions: &["2070101", "2070104", "2070105", "2070108", "2070109", "2070111", "2070112", "2070113", "2079903"],
        file_a_unit: false,
        rounded: false,
        printed: true,
    },
    Department {
        name: "市人社局",
        units: &["人社局机关", "社保中心", "就业中心", "信息中心", "信访中心", "鉴定中心", "人才中心", "考试中心"],
        functions: &["2080101", "2080109", "2080102", "2080106", "2080111", "2080199", "2080704", "2080705", "2080799"],
        file_a_unit: true,
        rounded: false,
        printed: true,
    },
    Department {
        name: "市城管局",
        units: &["城管局机关", "执法大队", "环卫一所", "环卫二所", "市政一所", "市政二所", "园林一所", "园林二所"],
        functions: &["2120101", "2120104", "2120102", "2120199", "2120201", "2120399", "2120501", "2129999"],
        file_a_unit: false,
        rounded: true,
        printed: false,
    },
];

/// Items of personnel expenditure.
pub const PERSONNEL: &[&str] = &[
    "30101", "30102", "30103", "30107", "30108", "30109", "30110", "30111", "30112", "30113", "30199", "30302", "30305",
];

/// Items of operating expenditure.
pub const OPERATING: &[&str] = &[
    "30201", "30202", "30205", "30206", "30207", "30209", "30211", "30213", "30216", "30228", "30229", "30231",
    "30239", "30299",
];

/// Items that projects are paid under.
pub const PROJECT_ITEMS: &[&str] = &[
    "30201", "30202", "30209", "30213", "30214", "30216", "30218", "30226", "30227", "30305", "30399", "31002", "31003",
];

/// Items that have functions of their own.
pub const PENSIONS: &[(&str, &str)] = &[
    ("30108", "2080505"),
    ("30109", "2080506"),
    ("30110", "2101102"),
    ("30111", "2101103"),
    ("30113", "2210201"),
    ("30302", "2080502"),
];

/// The sources that are used.
pub const SOURCES: [Source; 5] = [Source::General, Source::Funds, Source::Special, Source::Service, Source::Other];

/// What the level-1 projects of a unit are about.
pub const THEMES: &[&str] = &["业务专项", "运行专项", "建设专项"];

const PLACES: &[&str] =
    &["人才", "农村", "城区", "校园", "社区", "河道", "智慧", "公共", "基层", "老旧小区", "应急", "档案"];
const PURPOSES: &[&str] =
    &["改造", "设备购置", "培训", "系统运维", "补贴", "绿化养护", "检测", "宣传", "物业管理", "调查"];

/// The name of a project, unlike all others.
pub fn project(random: &mut Random, number: usize) -> String {
    format!("{}{}{number:04}", PLACES[random.below(PLACES.len())], PURPOSES[random.below(PURPOSES.len())])
}

/// Every code that is used, with those above it, in order.
pub fn codes() -> Vec<String> {
    let functions = DEPARTMENTS.iter().flat_map(|of| of.functions).chain(PENSIONS.iter().map(|(_, func)| func));
    let items = PERSONNEL.iter().chain(OPERATING).chain(PROJECT_ITEMS);
    let codes = functions.chain(items).flat_map(|code| [3, 5, 7].into_iter().filter_map(|digits| code.get(..digits)));
    let mut codes: Vec<String> = codes.map(str::to_owned).collect();
    codes.sort();
    codes.dedup();
    codes
}

/// The chart of accounts.
pub fn accounts() -> String {
    let mut text = "# 科目\n\n".to_owned();
    for code in codes() {
        let name = AccountCode::read(&code).and_then(known_name).unwrap_or("其他支出");
        let _ = writeln!(text, "account {code} {name}");
    }
    text
}

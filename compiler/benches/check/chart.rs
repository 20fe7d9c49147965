//! The names of the workloads: units, accounts, projects.

use crate::workload::{Account, Unit};

const CITY_UNITS: [&str; 20] = [
    "人才中心",
    "市财政局",
    "市教育局",
    "市卫生健康委",
    "市交通运输局",
    "市水利局",
    "市农业农村局",
    "市民政局",
    "市文化旅游局",
    "市住房城乡建设局",
    "市生态环境局",
    "市应急管理局",
    "市统计局",
    "市审计局",
    "市公安局",
    "市司法局",
    "市科学技术局",
    "市商务局",
    "市退役军人局",
    "市图书馆",
];
const CITY_CLASSES: [(&str, &str); 10] = [
    ("201", "一般公共服务"),
    ("204", "公共安全"),
    ("205", "教育"),
    ("206", "科学技术"),
    ("207", "文化旅游体育与传媒"),
    ("208", "社会保障和就业"),
    ("210", "卫生健康"),
    ("211", "节能环保"),
    ("213", "农林水"),
    ("214", "交通运输"),
];
const CITY_GROUPS: [(&str, &str, &[&str]); 3] = [
    ("01", "行政管理", &["01", "02", "03", "04", "50", "99"]),
    ("03", "事业运行", &["01", "02", "03", "04", "99"]),
    ("07", "其他补助", &["01", "02", "03", "04", "99"]),
];
const CITY_ITEMS: [(&str, &str); 6] = [
    ("01", "行政运行"),
    ("02", "一般事务"),
    ("03", "专项业务"),
    ("04", "机关服务"),
    ("50", "信息化建设"),
    ("99", "其他支出"),
];
const PLACES: [&str; 12] =
    ["人才", "农村", "城区", "校园", "社区", "河道", "智慧", "公共", "基层", "老旧小区", "应急", "档案"];
const PURPOSES: [&str; 10] =
    ["房票", "道路改造", "设备购置", "培训", "信息系统运维", "补贴", "绿化养护", "检测", "宣传", "物业管理"];

/// The two words of a project's name.
pub fn words(place: u64, purpose: u64) -> (&'static str, &'static str) {
    (PLACES[place as usize], PURPOSES[purpose as usize])
}

/// 20 units side by side.
pub fn city_units() -> Vec<Unit> {
    CITY_UNITS.iter().map(|name| Unit { name: (*name).to_owned(), under: None }).collect()
}

/// 200 accounts: 10 of 3 digits, 30 of 5, 160 of 7.
pub fn city_accounts() -> Vec<Account> {
    let mut rows = Vec::new();
    for (class, class_name) in CITY_CLASSES {
        let above = push(&mut rows, class.to_owned(), format!("{class_name}支出"), None);
        for (group, group_name, items) in CITY_GROUPS {
            let code = format!("{class}{group}");
            let above = push(&mut rows, code.clone(), format!("{class_name}{group_name}"), Some(above));
            for (item, name) in CITY_ITEMS.iter().filter(|(item, _)| items.contains(item)) {
                push(&mut rows, format!("{code}{item}"), (*name).to_owned(), Some(above));
            }
        }
    }
    rows
}

/// 100 departments with 99 units each: 10,000 units.
pub fn wide_units() -> Vec<Unit> {
    let mut rows = Vec::new();
    for department in 1..=100 {
        let above = rows.len();
        rows.push(Unit { name: format!("第{department:03}局"), under: None });
        rows.extend((1..=99).map(|unit| Unit { name: format!("第{department:03}局{unit:02}站"), under: Some(above) }));
    }
    rows
}

/// 16 classes of 24 groups of 25 items: 16 + 384 + 9,600 = 10,000 accounts.
pub fn wide_accounts() -> Vec<Account> {
    let mut rows = Vec::new();
    for class in 201..=216 {
        let above = push(&mut rows, class.to_string(), format!("{class}类支出"), None);
        for group in 1..=24 {
            let code = format!("{class}{group:02}");
            let above = push(&mut rows, code.clone(), format!("{code}款支出"), Some(above));
            for item in 1..=25 {
                push(&mut rows, format!("{code}{item:02}"), format!("第{item:02}项支出"), Some(above));
            }
        }
    }
    rows
}

/// Adds a row and says where it is.
fn push(rows: &mut Vec<Account>, code: String, name: String, parent: Option<usize>) -> usize {
    rows.push(Account { code, name, parent });
    rows.len() - 1
}

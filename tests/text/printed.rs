//! Every figure that the real document prints in its second section, sentence by sentence.

use bud::report::text::narrative;

use super::{layout, own_parts, shangyu};

/// What it says, and where the generated text must say it: in this order, each after the one before.
const PRINTED: &[(&str, &[&str])] = &[
    ("收支预算情况的总体说明", &["收支总预算42583.08万元"]),
    (
        "收入预算情况说明",
        &[
            "收入预算42583.08万元，比上年执行数减少10113.80万元，下降19.2%，主要是区级人才专项资金减少",
            "一般公共预算拨款收入42583.08万元（上年结转0.00万元），占100.0%",
        ],
    ),
    (
        "支出预算情况说明",
        &[
            "支出预算42583.08万元，比上年执行数减少10113.80万元，下降19.2%，主要是区级人才专项资金减少",
            "科学技术支出34010.00万元、社会保障和就业支出8361.78万元、卫生健康支出211.30万元",
            "人员支出3771.58万元，占8.9%；日常公用支出320.51万元，占0.8%；项目支出38491.00万元，占90.4%",
            "年终结转结余0.00万元",
        ],
    ),
    (
        "财政拨款收支预算情况的总体说明",
        &[
            "财政拨款收支总预算42583.08万元",
            "一般公共预算42583.08万元",
            "科学技术支出34010.00万元、社会保障和就业支出8361.78万元、卫生健康支出211.30万元",
        ],
    ),
    (
        "一般公共预算拨款情况说明",
        &[
            "一般公共预算拨款42583.08万元，比上年执行数减少10113.80万元，下降19.2%",
            "科学技术（类）支出34010.00万元，占79.9%",
            "社会保障和就业（类）支出8361.78万元，占19.6%",
            "卫生健康（类）支出211.30万元，占0.5%",
            "其他科技交流与合作支出（项）34010.00万元，主要用于人才政策区级专项资金的发放",
            "行政运行（项）782.30万元",
            "一般行政管理事务（项）1130.00万元",
            "就业管理事务（项）701.01万元",
            "社会保险经办机构（项）1259.63万元",
            "公共就业服务和职业技能鉴定机构（项）287.50万元",
            "其他人力资源和社会保障管理事务支出（项）1078.67万元",
            "机关事业单位基本养老保险缴费支出（项）286.54万元",
            "机关事业单位职业年金缴费支出（项）143.27万元",
            "其他行政事业单位养老支出（项）94.69万元",
            "就业见习补贴（项）1200.00万元",
            "其他就业补助支出（项）1340.00万元",
            "其他城市生活救助（项）24.00万元",
            "其他社会保障和就业支出（项）34.17万元",
            // The document misprints this one: it has the 211.30 of the class.
            "行政单位医疗（项）77.64万元",
            "事业单位医疗（项）25.79万元",
            "公务员医疗补助（项）97.01万元",
            "其他行政事业单位医疗支出（项）10.86万元",
        ],
    ),
    ("一般公共预算基本支出情况说明", &["基本支出4092.08万元", "人员经费3771.58万元", "公用经费320.51万元"]),
    ("政府性基金预算支出情况说明", &["没有使用政府性基金预算拨款安排的支出"]),
    ("国有资本经营预算支出情况说明", &["没有使用国有资本经营预算拨款安排的支出"]),
    (
        "“三公”经费预算情况说明",
        &[
            "“三公”经费预算数为6.00万元，比上年预算数减少8.00万元，下降57.1%",
            "因公出国（境）费用预算0.00万元，与上年预算数持平",
            "公务接待费预算6.00万元，比上年预算数减少8.00万元，下降57.1%",
            "响应政府号召厉行节约，杜绝一切不必要的接待开支",
            "公务用车购置及运行维护费预算0.00万元，与上年预算数持平",
            "公务用车购置费0.00万元（含购置税等附加费用），购置公务用车 0 辆，与上年预算数持平",
            "公务用车运行维护费0.00万元",
            "与上年预算数持平",
            "实行公务用车改革，已经不存在公务用车，因此不产生相关费用",
        ],
    ),
    ("机关运行经费", &["3家参公事业单位的机关运行经费财政拨款预算252.88万元，比上年预算数增加8.21万元，增长3.4%"]),
    (
        "政府采购情况",
        &[
            "政府采购预算总额89.30万元",
            "政府采购货物预算26.00万元、政府采购工程预算0.00万元、政府采购服务预算63.30万元",
        ],
    ),
    (
        "国有资产占有使用情况",
        &["2023 年 12 月 31 日", "车辆 0 辆", "50 万元以上通用设备 0 台（套）", "100 万元以上专用设备 0 台（套）"],
    ),
    ("预算绩效情况说明", &["共计10个一级项目，涉及当年资金38491.00万元"]),
];

#[test]
fn every_figure_of_the_document_is_in_the_text() {
    let found = narrative(&shangyu(), &layout("zhejiang"), own_parts());
    let mut rest = found.text.as_str();
    for (heading, sentences) in PRINTED {
        let at = rest.find(&format!("{heading}\n")).unwrap_or_else(|| panic!("no heading {heading}"));
        rest = &rest[at..];
        let end = rest.find("\n### ").unwrap_or(rest.len());
        let mut section = &rest[..end];
        for sentence in *sentences {
            let at = section.find(sentence).unwrap_or_else(|| panic!("{heading}: no {sentence} in\n{section}"));
            section = &section[at + sentence.len()..];
        }
    }
}

/// The list above holds every number that the document has, but for years, numbers of lists and the misprint.
#[test]
fn the_list_is_whole() {
    let list: String = PRINTED.iter().flat_map(|(_, sentences)| *sentences).copied().collect();
    let listed = numbers(&list);
    let document: Vec<String> = numbers(include_str!("published.md"));
    let lacking: Vec<&String> = document.iter().filter(|number| !listed.contains(number)).collect();
    assert!(lacking.is_empty(), "{lacking:?}");
    assert_eq!(document.len(), 70);
}

/// The numbers with a point in a text, and those that something counts.
fn numbers(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for part in text.split(|c: char| !c.is_ascii_digit() && c != '.').filter(|part| part.contains('.')) {
        let number = part.trim_matches('.');
        if number.contains('.') {
            found.push(number.to_owned());
        }
    }
    found
}

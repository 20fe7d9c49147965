//! The templates of a department: what they may do, and what is said of their mistakes.

use bud::diagnostic::Language;
use bud::report::text::{Narrative, narrative};

use super::{file, layout, line, shangyu, told, with_part};

/// The text of a part, and nothing wrong with it.
fn rendered(part: &str) -> String {
    let found = with_part(&shangyu(), "00-title", part);
    assert_eq!(told(&found), [""; 0]);
    found.text.split("\n\n## 一、部门概况").next().unwrap().trim_end().to_owned()
}

#[test]
fn figures_come_from_the_budget() {
    for (part, text) in [
        ("{{ sum() }}", "42583.08万元"),
        ("{{ sum('kind project unit 人才中心') }}", "35228.00万元"),
        ("{{ sum('project 人才服务工作经费')|number }}", "18.00"),
        ("{{ sum()|money('亿元') }} {{ sum()|money('元', 0) }}", "4.26亿元 425830800元"),
        ("{{ sum('func 210')|percent(sum()) }} {{ sum('func 210')|percent(sum(), 2) }}", "0.5% 0.50%"),
        ("项目支出{{ sum('kind project')|share(sum()) }}", "项目支出，占90.4%"),
        ("预算{{ sum()|change }}", "预算，比上年执行数减少10113.80万元，下降19.2%，主要是区级人才专项资金减少"),
        ("预算{{ sum()|change(2, reason=false) }}", "预算，比上年执行数减少10113.80万元，下降19.19%"),
        ("{{ sum().prior }}，{{ sum().change }}，{{ sum().base }}", "52696.88万元，-10113.80万元，执行数"),
        ("{{ rows('func', level=1)|map(attribute='name')|series }}", "科学技术支出、社会保障和就业支出、卫生健康支出"),
        ("{{ rows('func', level=1)|total }}", "42583.08万元"),
        ("{{ count('project', 'kind project', level=2) }}个二级项目", "24个二级项目"),
        ("{{ sum('func 206')|plus(sum('func 210')) }} {{ sum()|minus(sum('func 206')) }}", "34221.30万元 8573.08万元"),
        (
            "{% for row in rows('project', 'unit 社保中心', level=2) %}{{ row.name }}{{ row.amount }} {% endfor %}",
            "企业退休人员社会化管理专项经费130.00万元 社保经办业务专项工作经费148.00万元",
        ),
        (
            "{{ (rows('func', leaves=true)|first).full }}",
            "科学技术支出（类）科技交流与合作（款）其他科技交流与合作支出（项）",
        ),
        ("{% if sum('source 政府性基金预算') %}有{% else %}没有{% endif %}", "没有"),
        (
            "{{ department }} {{ year }} {{ last_year }} {{ measure }}",
            "绍兴市上虞区人力资源和社会保障局 2024 2023 万元",
        ),
        ("{% set parts = ['甲' ~ sum('func 206'), '乙'] %}{{ parts|clauses }}", "甲34010.00万元；乙"),
    ] {
        assert_eq!(rendered(part), text, "{part}");
    }
}

/// A file in the place of a part, one between parts, one that leaves a part out, and one that adds to it.
#[test]
fn a_department_has_parts_of_its_own() {
    let parts = vec![
        file("21-summary", "### （一）总体说明\n\n收支总预算{{ sum('kind resources') }}。"),
        file("21a-note", "另：本部门 {{ count('unit', level=2) }} 家单位。"),
        file("22-revenue", "{% include '22-revenue' %}\n\n以上均为财政拨款。"),
        file("40-terms", ""),
    ];
    let found = narrative(&shangyu(), &layout("zhejiang"), parts);
    assert_eq!(told(&found), [""; 0]);
    let order =
        ["收支总预算42583.08万元。\n\n另：本部门 9 家单位。\n\n### （二）关于", "以上均为财政拨款。\n\n### （三）"];
    assert!(order.iter().all(|text| found.text.contains(text)), "{}", found.text);
    assert!(!found.text.contains("名词解释") && !found.text.contains("按照综合预算的原则"));
}

/// What is said of a mistake, in both languages, with its line.
fn mistake(part: &str) -> String {
    let found: Narrative = with_part(&shangyu(), "21-summary", part);
    let [only] = &found.diagnostics[..] else { panic!("{part}: {:#?}", told(&found)) };
    let line_number = found.sources.file(only.span.file).position(only.span.start).line;
    let texts = [Language::English, Language::Chinese].map(|language| line(&found, only, language));
    format!("{part}\n    {line_number}: {}\n    {line_number}: {}\n", texts[0], texts[1])
}

#[test]
fn mistakes_are_told_at_their_place_in_both_languages() {
    let mistakes = [
        "一\n\n{{ sum( }}",
        "一\n{% if sum() %}二",
        "{{ sum() ",
        "{{ deprtment }}",
        "{{ sum().priro }}",
        "{{ sum()|mony }}",
        "{{ summ() }}",
        "{% if sum() is big %}{% endif %}",
        "{{ sum('kind projekt') }}",
        "{{ sum('unit 体育局') }}",
        "{{ sum('project 体育馆') }}",
        "{{ sum('amount 5') }}",
        "{{ sum('kind revenue econ 301') }}",
        "{{ rows('unitt') }}",
        "{{ rows('unit', levels=1) }}",
        "{{ table('99') }}",
        "{{ sum()|money('美元') }}",
        "{{ sum()|money('元', 9) }}",
        "{{ 5|money }}",
        "{{ sum()|series }}",
        "{{ sum()|share }}",
        "{{ 1 / 0 }}",
        "{% include '21-summry' %}",
    ];
    insta::assert_snapshot!(mistakes.map(mistake).concat());
}

//! A bad template ends, and says why.

use proptest::prelude::*;

use super::{budget, shangyu, told, with_part};

/// Pieces of texts, good and bad.
const PIECES: &[&str] = &[
    "人员支出",
    "项目",
    "修缮",
    "局",
    "（",
    "）",
    "(",
    "，",
    "。",
    "；",
    "：",
    "\n",
    "\n\n",
    "# ",
    "|",
    "```\n",
    "（项）",
    "（款）",
    "占",
    "比上年预算数增加",
    "下降",
    "持平",
    "与上年",
    "执行数",
    "12.00",
    "5",
    "1,234.5",
    "万元",
    "元",
    "%",
    "个一级项目",
    "以上",
    "年",
    "2024年",
    "{{ sum() }}",
    "{% if year %}",
    "{% endif %}",
    "{#",
    "#}",
    "{{",
    "}}",
    "％",
    "　",
    "\u{FDD0}0\u{FDD1}9\u{FDD2}",
    "-",
    "政府采购",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    /// Whatever is typed, what is said of it has a place in it.
    #[test]
    fn any_text_is_read(pieces in proptest::collection::vec(proptest::sample::select(PIECES), 0..30)) {
        let source = "budget 局 year 2025 measure 万元\nunit 局\npersonnel unit 局 amount 5.00 prior 4.00\n\
                      project 修缮 unit 局 amount 12.00 prior 12.00\nmemo 政府采购 amount 5.00\n";
        let text = pieces.concat();
        let found = with_part(&budget(source), "60-ours", &text);
        for diagnostic in &found.diagnostics {
            let file = found.sources.file(diagnostic.span.file);
            prop_assert!(diagnostic.span.end as usize <= file.text.len());
            prop_assert!(file.text.as_str() == text);
        }
    }
}

#[test]
fn what_does_not_end_is_ended() {
    let many = "{% for a in range(9999) %}{% for b in range(9999) %}{% for c in range(9999) %}x{% endfor %}{% endfor %}{% endfor %}";
    let doubled = format!("{{% set x = 'xxxxxxxxxx' %}}{}{{{{ x }}}}", "{% set x = x ~ x %}".repeat(60));
    let repeated = "{{ 'x' * 4000000000 }}".to_owned();
    let nested = format!("{{{{ {}1{} }}}}", "(".repeat(5000), ")".repeat(5000));
    let deep = format!("{}{}", "{% if true %}".repeat(3000), "{% endif %}".repeat(3000));
    let long = "{% for a in range(9000) %}{{ 'x' * 9000 }}{% endfor %}".to_owned();
    for template in [many.to_owned(), doubled, repeated, nested, deep, long] {
        let found = with_part(&shangyu(), "21-summary", &template);
        let shown: String = template.chars().take(60).collect();
        assert_eq!(found.diagnostics.len(), 1, "{shown}: {:?}", told(&found));
        assert!(["E0901", "E0903"].contains(&found.diagnostics[0].code.as_str()), "{shown}: {:?}", told(&found));
        // The other parts stand.
        assert!(found.text.contains("收入预算42583.08万元"));
    }
}

//! A bad template ends, and says why.

use super::{shangyu, told, with_part};

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

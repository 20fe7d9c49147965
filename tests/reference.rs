//! t
#[test]
fn a() {}

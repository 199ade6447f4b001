use super::*;

fn messages(text: &str) -> Vec<String> {
    told(text).into_iter().map(|(line, message)| format!("{line} {message}")).collect()
}

#[test]
fn a_missing_closing_brace_is_told_where_the_block_should_have_ended() {
    let next = "catalogue c {\n  matter 1 {\n    level low;\n  matter 2 {\n    level low;\n  }\n}\n";
    assert_eq!(messages(next), ["3 S001 expected `}` to close `matter`"]);
    let outer = "catalogue c {\n  matter 1 {\n    level low;\n}\norgan a { tier top; }\n";
    assert_eq!(messages(outer), ["3 S001 expected `}` to close `matter`"]);
    let both = "catalogue c {\n  matter 1 {\n    level low;\norgan a { tier top; }\n";
    assert_eq!(messages(both), ["3 S001 expected 2 `}`, the first to close `matter`"]);
    let ambiguous = "organ a {\n    tier top;\nbusiness b \"乙\";\nregion c \"丙\";\n";
    assert_eq!(messages(ambiguous), ["2 S001 expected `}` to close `organ`"]);
    let end = "organ a {\n    tier top;\n    business";
    assert_eq!(messages(end), ["3 S001 expected `}` to close `organ`"]);
}

#[test]
fn a_field_that_belongs_further_out_closes_nothing() {
    let text = "catalogue c {\n  matter 1 {\n    business b;\n    organ a;\n    level low;\n  }\n}\n";
    assert_eq!(messages(text), ["3 S004 `matter` has no field `business`", "4 S004 `matter` has no field `organ`"]);
}

#[test]
fn a_closing_brace_too_many_is_told_alone() {
    let text = "catalogue c {\n  matter 1 {\n    level low;\n  }\n  }\n  matter 2 { level low; }\n}\n";
    assert_eq!(messages(text), ["5 S001 one `}` too many"]);
    assert_eq!(messages("organ a { tier top; } }\norgan b;\n"), ["1 S001 one `}` too many"]);
    assert_eq!(messages("organ a { tier } top; }\n"), ["1 S001 one `}` too many"]);
    assert_eq!(messages("organ a { tier top; } role b; }\n"), ["1 S001 one `}` too many"]);
}

#[test]
fn a_missing_opening_brace_is_told_before_the_fields() {
    let text = "catalogue c {\n  matter 1 \"一\"\n    level low;\n    period 10 years;\n  }\n}\n";
    assert_eq!(messages(text), ["2 S001 expected `{` before the fields of `matter`"]);
    let outer = "catalogue c \"丙\"\n  matter 1 { level low; }\n}\n";
    assert_eq!(messages(outer), ["1 S001 expected `{` before the fields of `catalogue`"]);
    assert_eq!(messages("organ a \"甲\" tier top; }\n"), ["1 S001 expected `{` before the fields of `organ`"]);
}

#[test]
fn an_opening_brace_too_many_is_told_alone() {
    assert_eq!(messages("organ a { { tier top; }\norgan b;\n"), ["1 S001 one `{` too many"]);
    assert_eq!(messages("organ a { tier { top; role b; }\n"), ["1 S001 one `{` too many"]);
}

#[test]
fn a_missing_semicolon_is_told_behind_its_field() {
    let text = "organ a {\n  tier top\n  region b\n  role c\n}\nregion d\norgan e {\n}\n";
    let expected = ["2 S001 expected `;`", "3 S001 expected `;`", "4 S001 expected `;`", "6 S001 expected `;`"];
    assert_eq!(messages(text), expected);
    assert_eq!(messages("organ a { tier top role b; }"), ["1 S001 expected `;`"]);
    let before_block = "catalogue c {\n  issued-by a\n  matter 1 { level low; }\n}\n";
    assert_eq!(messages(before_block), ["2 S001 expected `;`"]);
    let without_value = "organ a {\n  tier\n  role b;\n}\n";
    assert_eq!(messages(without_value), ["2 S001 expected a name"]);
}

#[test]
fn a_string_left_open_hides_nothing_behind_its_line() {
    let text = "organ a \"甲 {\n  note \"乙;\n  tier x y;\n  note “丙\"\n  role z;\n}\norgan b “乙 ｛ ｝\n";
    let expected = [
        "1 S001 the text in quotes is not closed on its line",
        "2 S001 the text in quotes is not closed on its line",
        "3 S001 expected `;`, found `y`",
        "4 S001 the text in quotes is not closed on its line",
        "7 S001 the text in quotes is not closed on its line",
    ];
    assert_eq!(messages(text), expected);
}

#[test]
fn a_comment_left_open_is_the_last_finding() {
    assert_eq!(
        messages("organ a { tier; /* }\norgan b {"),
        ["1 S001 expected a name, found `;`", "1 S001 the comment is not closed"]
    );
}

#[test]
fn comments_may_stand_anywhere() {
    let text = "organ /* { */ a // }\n{ /// x\n  tier /// y\n  top; /* ; */ /// z\n}\n";
    assert_eq!(messages(text), [""; 0]);
}

#[test]
fn what_the_scan_before_parsing_tells_is_not_told_again() {
    assert_eq!(messages("organ a { le\u{200b}vel x; tier\u{202e} y; }\n"), [""; 0]);
    assert_eq!(messages("organ a { le\u{200b}vel x; tier; }\n").len(), 1);
}

#[test]
fn the_rest_of_a_broken_field_is_no_finding() {
    assert_eq!(messages("organ a { tier; top; role b; }"), ["1 S001 expected a name, found `;`"]);
}

#[test]
fn both_marks_of_a_file_and_windows_line_ends_are_read() {
    assert_eq!(messages("\u{feff}organ a {\r\n  tier b\r\n}\r\n"), ["2 S001 expected `;`"]);
    assert_eq!(messages("organ a {\u{a0}tier b; }\n"), ["1 S001 expected a field, found U+00A0"]);
}

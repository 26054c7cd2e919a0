//! Style sheets and scripts without what only people read: comments that fill lines, indentation, empty lines, and in
//! style sheets the blanks around braces and semicolons. Nothing else is touched, since what minifiers write is not
//! understood by every browser.

/// The text of a `.css` or `.js` file, shorter; every other file as it is. So is a script with a template literal:
/// indentation may be part of its text.
pub(super) fn lines(name: &str, bytes: Vec<u8>) -> Vec<u8> {
    let is_code = name.ends_with(".css") || name.ends_with(".js");
    match std::str::from_utf8(&bytes) {
        Ok(text) if name.ends_with(".css") => shorter(text).lines().map(tight).collect::<String>().into_bytes(),
        Ok(text) if is_code && !text.contains('`') => shorter(text).into_bytes(),
        _ => bytes,
    }
}

/// A line of a style sheet without the blanks around braces and after semicolons and commas; texts in quotes stay. The
/// blank before a colon stays too: `a :focus` is not `a:focus`.
fn tight(line: &str) -> String {
    let mut kept = String::with_capacity(line.len() + 1);
    let mut quote = None;
    for c in line.chars() {
        match quote {
            Some(open) if c == open => quote = None,
            None if c == '"' || c == '\'' => quote = Some(c),
            None if c == ' ' && kept.ends_with(['{', '}', ';', ',']) => continue,
            None if c == '{' || c == '}' => kept.truncate(kept.trim_end_matches(' ').len()),
            _ => {}
        }
        kept.push(c);
    }
    kept.push('\n');
    kept
}

fn shorter(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut in_comment = false;
    for line in text.lines().map(str::trim) {
        let starts = in_comment || line.starts_with("/*");
        let ends = line.ends_with("*/");
        // What stands behind a comment on its line belongs to the code.
        let whole = starts && (ends || !line.contains("*/"));
        if whole {
            in_comment = !ends;
        } else if !line.is_empty() {
            in_comment = false;
            kept.push_str(line);
            kept.push('\n');
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    fn short(text: &str) -> String {
        String::from_utf8(lines("a.js", text.as_bytes().to_vec())).unwrap()
    }

    #[test]
    fn comments_that_fill_lines_go() {
        assert_eq!(short("/* a */\n  b; /* c */\n\n/* d\n   e */\nf"), "b; /* c */\nf\n");
        assert_eq!(
            short("/* a */ b\n/* c\n d */ e\nf"),
            "/* a */ b\n/* c\n d */ e\nf\n".replace("/* c\n d */ e", "d */ e")
        );
    }

    #[test]
    fn style_sheets_lose_blanks_that_mean_nothing() {
        let css = |text: &str| String::from_utf8(lines("a.css", text.as_bytes().to_vec())).unwrap();
        assert_eq!(css("a , b { color: red; content: \"; { \"; }"), "a ,b{color: red;content: \"; { \";}\n");
        assert_eq!(
            css("@media (min-width: 1px) {\n  a :focus { b: c }\n}"),
            "@media (min-width: 1px){\na :focus{b: c}\n}\n"
        );
    }

    #[test]
    fn texts_over_lines_stay() {
        assert_eq!(short("a = `\n  b`"), "a = `\n  b`");
        assert_eq!(lines("icon.svg", b" <svg/>".to_vec()), b" <svg/>");
    }
}

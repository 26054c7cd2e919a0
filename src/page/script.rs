//! JSON that stands in a page or is read as a script. All of it passes [`json`].

use serde::Serialize;

/// A value as JSON that neither ends the element it may stand in nor a line of old script engines.
///
/// `<` opens `</script>` and `<!--`, and `&` a character reference; U+2028 and U+2029 end a line in scripts before
/// ECMAScript 2019. All of them stand in JSON inside texts only, where an escape means the same.
pub(super) fn json(value: &impl Serialize) -> String {
    #[expect(clippy::expect_used, reason = "views are texts and numbers, and their keys are texts")]
    let plain = serde_json::to_string(value).expect("a view is JSON");
    if is_safe(plain.as_bytes()) {
        return plain;
    }
    let mut safe = String::with_capacity(plain.len());
    for c in plain.chars() {
        match c {
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => safe.push_str(&format!("\\u{:04x}", u32::from(c))),
            _ => safe.push(c),
        }
    }
    safe
}

/// Whether nothing in it can be a sign that is escaped: most of what pages tell has none. Both line ends begin with E2.
fn is_safe(json: &[u8]) -> bool {
    memchr::memchr3(b'<', b'>', b'&', json).is_none() && memchr::memchr(0xE2, json).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_ends_the_script_or_a_line_of_it() {
        let hostile = "</script><!--&amp;\u{2028}\u{2029}\"\\ 泰山";
        let safe = json(&[hostile]);
        assert!(!safe.contains(['<', '>', '&', '\u{2028}', '\u{2029}']), "{safe}");
        assert_eq!(serde_json::from_str::<Vec<String>>(&safe).unwrap(), [hostile]);
    }
}

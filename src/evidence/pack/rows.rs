//! Whether pictures show every row exactly once.

use std::collections::BTreeMap;

use crate::evidence::Layout;

/// What is wrong with pictures of these rows, as a Chinese clause: in each form that is there, they must go on from
/// each other from row 1 to the last. `(form, first row, last row)`, in order.
pub(super) fn fault(pictures: impl Iterator<Item = (Layout, u64, u64)>, rows: u64) -> Option<String> {
    let mut seen: BTreeMap<Layout, u64> = BTreeMap::new();
    for (layout, first, last) in pictures {
        let before = seen.entry(layout).or_default();
        let next = before.saturating_add(1);
        if first > next {
            return Some(format!("没有图片收录第 {next} 行"));
        }
        if first < next {
            return Some(format!("第 {first} 行被收录了两次"));
        }
        if last < first && rows > 0 {
            return Some(format!("有一张图片在第 {first} 行处没有收录任何行"));
        }
        if last > rows {
            return Some(format!("图片收录了第 {last} 行，而清单只有 {rows} 行"));
        }
        *before = last;
    }
    if seen.is_empty() {
        return Some("没有图片".to_owned());
    }
    seen.into_values().find(|last| *last < rows).map(|last| format!("没有图片收录第 {} 行", last.saturating_add(1)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_shown_once() {
        use Layout::{A4, Screen};
        let fault = |pictures: &[(Layout, u64, u64)], rows| fault(pictures.iter().copied(), rows);
        assert_eq!(fault(&[(A4, 1, 30), (A4, 31, 42), (Screen, 1, 42)], 42), None);
        assert_eq!(fault(&[(A4, 1, 0)], 0), None, "an empty list is shown as empty");
        for (pictures, why) in [
            (&[][..], "没有图片"),
            (&[(A4, 1, 30), (A4, 32, 42)], "没有图片收录第 31 行"),
            (&[(A4, 1, 30), (A4, 30, 42)], "第 30 行被收录了两次"),
            (&[(A4, 1, 42), (A4, 1, 42)], "第 1 行被收录了两次"),
            (&[(A4, 2, 42)], "没有图片收录第 1 行"),
            (&[(A4, 1, 43)], "图片收录了第 43 行，而清单只有 42 行"),
            (&[(A4, 1, 42), (Screen, 1, 41)], "没有图片收录第 42 行"),
            (&[(A4, 1, 41), (A4, 42, 41), (A4, 42, 42)], "有一张图片在第 42 行处没有收录任何行"),
            (&[(A4, 1, u64::MAX)], "图片收录了第 18446744073709551615 行，而清单只有 42 行"),
        ] {
            assert_eq!(fault(pictures, 42).as_deref(), Some(why));
        }
    }
}

use super::*;

fn spans(ranges: &[(u32, u32)]) -> Spans {
    let mut spans = Spans::default();
    ranges.iter().for_each(|&(first, last)| spans.add(first, last));
    spans.settle();
    spans
}

#[test]
fn ranges_join_and_are_found() {
    let rows = spans(&[(9, 9), (1, 2), (3, 3), (12, 20), (15, 16)]);
    assert_eq!(rows.iter().collect::<Vec<_>>(), [(1, 3), (9, 9), (12, 20)]);
    assert_eq!((rows.count(), rows.named(|row| row.to_string())), (13, "1–3、9、12–20".to_owned()));
    for (row, is_in) in [(1, true), (3, true), (4, false), (9, true), (20, true), (21, false)] {
        assert_eq!(rows.has(row), is_in, "{row}");
    }
}

#[test]
fn a_million_ranges_are_asked_quickly() {
    let rows = spans(&(0..500_000).map(|row| (row * 2, row * 2)).collect::<Vec<_>>());
    assert_eq!((0..1_000_000).filter(|&row| rows.has(row)).count(), 500_000);
}

#[test]
fn faults_of_a_column_filled_down_are_one_range() {
    let mut structure = Structure::default();
    (2..=900_000).for_each(|row| structure.add_fault(row, 3, Fault::NoResult).unwrap());
    assert_eq!((structure.fault(1, 3), structure.fault(2, 3)), (None, Some(Fault::NoResult)));
    assert_eq!((structure.fault(900_000, 3), structure.fault(900_000, 4)), (Some(Fault::NoResult), None));
    assert_eq!(structure.fault_count, 1);
}

#[test]
fn faults_that_are_everywhere_end_at_a_limit() {
    let mut structure = Structure::default();
    let end = (1..=MAX_ROWS).try_for_each(|row| structure.add_fault(row * 2, 0, Fault::NoResult));
    assert_eq!(end, Err(Wrong::TooMuch("没有结果的公式过多")));
}

#[test]
fn merged_cells_may_not_overlap() {
    let settled = |ranges: &[[u32; 4]]| {
        let mut structure = Structure::default();
        ranges.iter().try_for_each(|&[top, bottom, left, right]| {
            structure.merge((top, bottom), (left as usize, right as usize))
        })?;
        structure.settle().map(|()| structure.merged.len())
    };
    assert_eq!(settled(&[[1, 1, 0, 16_383], [2, 9, 0, 0], [2, 3, 1, 1], [4, 4, 7, 7]]), Ok(3));
    assert_eq!(settled(&[[1, 5, 0, 3], [5, 6, 3, 4]]), Err(Wrong::Damaged));
    assert_eq!(settled(&[[5, 1, 0, 3]]), Err(Wrong::Damaged));
}

#[test]
fn what_is_hidden_is_named_once() {
    let mut structure =
        Structure { hidden_rows: spans(&[(4, 6), (9, 9)]), hidden_columns: spans(&[(2, 2)]), ..Structure::default() };
    structure.filter = Filter::Present;
    let mut hidden = HiddenContent::default();
    for (row, column) in [(1, 0), (4, 0), (4, 2), (5, 0), (7, 2), (9, 1)] {
        hidden.add(&structure, row, column);
    }
    let mut report = Report::default();
    hidden.tell(&structure, &Location::file("a.xlsx"), &mut report);
    let said: Vec<_> = report.sorted().iter().map(|found| found.message.clone()).collect();
    assert_eq!(
        said,
        [
            "C 列是隐藏的，里面却有内容。",
            "第 4–5、9 行是隐藏的，里面却有内容，共 3 行（表上有筛选，被筛掉的行看不见）。"
        ]
    );
}

#[test]
fn notes_of_our_own_are_no_news() {
    let mut notes = Annotations::default();
    notes.add_note(Some((1, 0)), Some("gongshi"), "");
    assert_eq!(notes.finding("批注", &Location::file("a.xlsx")), None);
    notes.add_note(Some((2, 0)), None, "【公示程序】错误：空的。");
    assert_eq!(notes.finding("批注", &Location::file("a.xlsx")), None);
    notes.add_note(Some((3, 1)), Some("王科长"), "私下的话");
    let found = notes.finding("批注", &Location::file("a.xlsx")).unwrap();
    assert_eq!(found.message, "有 1 处批注（B3），没有读取，也不会公开。");
}

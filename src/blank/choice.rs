//! What a column's drop-down list offers: the standard names of the types, and the site's districts.

use crate::record::Column;
use crate::value::district::District;
use crate::value::level::Level;
use crate::value::stage::Stage;
use crate::value::state::State;

/// The longest list that a workbook holds inside a cell's rule, commas counted.
const LONGEST: usize = 255;

/// The choices of a column; none where any text may stand, or where the list is too long to be held.
pub(super) fn of(column: &Column, districts: &[District]) -> Vec<String> {
    let names: Vec<&str> = match column.header {
        "等级" => Level::all().map(Level::name).collect(),
        "课程(阶段)" => Stage::all().map(Stage::name).collect(),
        "状态" => State::all().map(State::name).collect(),
        "县(市、区)" => districts.iter().map(|district| district.name.as_str()).collect(),
        _ => Vec::new(),
    };
    let fits = names.join(",").encode_utf16().count() <= LONGEST && !names.iter().any(|name| name.contains(','));
    if fits { names.into_iter().map(str::to_owned).collect() } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Kind;

    #[test]
    fn every_choice_is_read_as_itself() {
        let columns: Vec<&Column> = Kind::ALL.into_iter().flat_map(Kind::columns).collect();
        let choices = |header: &str| of(columns.iter().find(|column| column.header == header).unwrap(), &[]);
        for name in choices("等级") {
            assert_eq!(Level::parse(&name).map(Level::name), Ok(name.as_str()));
        }
        for name in choices("课程(阶段)") {
            assert_eq!(Stage::parse(&name).map(Stage::name), Ok(name.as_str()));
        }
        for name in choices("状态") {
            assert_eq!(State::parse(&name).map(State::name), Ok(name.as_str()));
        }
        assert_eq!([choices("等级").len(), choices("课程(阶段)").len(), choices("状态").len()], [10, 9, 6]);
    }

    #[test]
    fn too_many_districts_have_no_list() {
        let column = Kind::Projects.column("县(市、区)").unwrap();
        let district: District =
            toml::from_str("slug = \"a\"\nname = \"一个名字很长的县级行政区\"\nkind = \"zone\"").unwrap();
        assert_eq!(of(column, std::slice::from_ref(&district)), ["一个名字很长的县级行政区"]);
        assert!(of(column, &vec![district; 30]).is_empty());
    }
}

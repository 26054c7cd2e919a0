//! The elements of an XML text.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// An element: its name, and its attributes in their order.
pub(super) type Element = (String, Vec<(String, String)>);

/// Every element of an XML text with its attributes; what is no XML fails the test.
pub(super) fn elements(text: &str) -> Vec<Element> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_comments = true;
    let (mut elements, mut depth) = (Vec::new(), 0);
    loop {
        match reader.read_event().unwrap() {
            Event::Start(element) => {
                depth += 1;
                elements.push(with_attributes(&element));
            }
            Event::Empty(element) => elements.push(with_attributes(&element)),
            Event::End(_) => depth -= 1,
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(depth, 0, "every element ends");
    elements
}

fn with_attributes(element: &BytesStart<'_>) -> Element {
    let attributes = element.attributes().map(|attribute| attribute.unwrap());
    let attributes = attributes.map(|it| (it.key.as_ref().to_owned(), it.value.into_owned())).collect();
    (element.name().as_ref().to_owned(), attributes)
}

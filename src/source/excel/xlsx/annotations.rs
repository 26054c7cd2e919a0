//! Notes and text boxes of a sheet, each in a part of its own.

use std::io::Read;

use quick_xml::events::Event;

use super::parts::Relationship;
use crate::source::excel::Trouble;
use crate::source::excel::package::Package;
use crate::source::excel::xml::{Xml, attributes, cell_name};
use crate::source::returned::NOTE_MARK;
use crate::source::structure::Structure;

/// How many authors of notes are known by name.
const MAX_AUTHORS: usize = 1_000;

/// Reads what a sheet links to.
pub(super) fn read(
    package: &mut Package<'_>,
    links: &[Relationship],
    structure: &mut Structure,
) -> Result<(), Trouble> {
    // Threaded notes are written once more as ordinary ones, for older programs.
    let ordinary = links.iter().any(|link| link.kind == "comments");
    for link in links {
        match link.kind.as_str() {
            "comments" => package.read(link.path(), |xml| notes(xml, structure))?,
            "threadedComment" if !ordinary => package.read(link.path(), |xml| notes(xml, structure))?,
            "drawing" => package.read(link.path(), |xml| boxes(xml, structure))?,
            _ => None,
        };
    }
    Ok(())
}

/// The note that is being read.
#[derive(Default)]
struct Note {
    cell: Option<(u32, usize)>,
    author: Option<String>,
    /// Its beginning.
    text: String,
}

/// `<authors><author>…</author></authors>`, `<comment ref="B3" authorId="0">`, `<threadedComment ref="B3">`.
fn notes<R: Read>(xml: &mut Xml<R>, structure: &mut Structure) -> Result<(), Trouble> {
    let (mut authors, mut is_author, mut note) = (Vec::<String>::new(), false, None::<Note>);
    loop {
        match xml.next()? {
            Event::Start(start) => match start.local_name().as_ref() {
                "author" if authors.len() < MAX_AUTHORS => {
                    is_author = true;
                    authors.push(String::new());
                }
                "comment" | "threadedComment" => {
                    let [cell, author] = attributes(&start, ["ref", "authorId"])?;
                    let author = author.and_then(|number| authors.get(number.parse::<usize>().ok()?)).cloned();
                    note = Some(Note { cell: cell.as_deref().and_then(at), author, text: String::new() });
                }
                _ => {}
            },
            Event::End(end) => {
                is_author = false;
                if matches!(end.local_name().as_ref(), "comment" | "threadedComment") {
                    let Note { cell, author, text } = note.take().unwrap_or_default();
                    structure.notes.add_note(cell, author.as_deref(), &text);
                }
            }
            Event::Text(text) if is_author => authors.last_mut().into_iter().for_each(|author| author.push_str(&text)),
            Event::Text(text) => add_to(&mut note, &text),
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// Only the beginning of a note tells whose it is.
fn add_to(note: &mut Option<Note>, text: &str) {
    if let Some(note) = note.as_mut().filter(|note| note.text.len() < NOTE_MARK.len()) {
        note.text.push_str(text);
    }
}

fn at(cell: &str) -> Option<(u32, usize)> {
    let (row, column) = cell_name(cell)?;
    row.zip(column)
}

/// Where in a drawing a text stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    FromRow,
    FromColumn,
    BoxText,
    Elsewhere,
}

/// `<from><col>1</col><row>2</row></from> … <txBody>…<t>text</t>…</txBody>`.
fn boxes<R: Read>(xml: &mut Xml<R>, structure: &mut Structure) -> Result<(), Trouble> {
    let (mut row, mut column, mut has_text) = (None, None, false);
    let (mut is_from, mut is_box, mut place) = (false, false, Place::Elsewhere);
    loop {
        match xml.next()? {
            Event::Start(start) => match start.local_name().as_ref() {
                "from" => is_from = true,
                "row" if is_from => place = Place::FromRow,
                "col" if is_from => place = Place::FromColumn,
                "txBody" => (is_box, has_text) = (true, false),
                "t" if is_box => place = Place::BoxText,
                _ => {}
            },
            Event::Text(text) => match place {
                Place::FromRow => row = text.trim().parse::<u32>().ok().map(|row| row.saturating_add(1)),
                Place::FromColumn => column = text.trim().parse::<usize>().ok(),
                Place::BoxText => has_text |= !text.trim().is_empty(),
                Place::Elsewhere => {}
            },
            Event::End(end) => {
                place = Place::Elsewhere;
                match end.local_name().as_ref() {
                    "from" => is_from = false,
                    "txBody" => {
                        is_box = false;
                        if has_text {
                            structure.boxes.add(row.zip(column));
                        }
                    }
                    _ => {}
                }
            }
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

//! Bombs in `.xls`: a sound file with a few bytes changed.

pub(super) const SOUND: &[u8] = include_bytes!("../fixtures/workbooks/list.xls");

/// Four bytes of the header of the `.xls`, as a number.
fn header(at: usize) -> u32 {
    u32::from_le_bytes(SOUND[at..at + 4].try_into().unwrap())
}

pub(super) fn circular_fat() -> Vec<u8> {
    let mut bytes = SOUND.to_vec();
    // The chain that lists more sectors of the table begins with itself.
    let table = header(76);
    bytes[68..72].copy_from_slice(&table.to_le_bytes());
    let at = (table as usize + 1) * 512 + 508;
    bytes[at..at + 4].copy_from_slice(&table.to_le_bytes());
    bytes
}

pub(super) fn circular_directory() -> Vec<u8> {
    let mut bytes = SOUND.to_vec();
    let (directory, table) = (header(48), header(76) as usize);
    let link = (table + 1) * 512 + directory as usize * 4;
    bytes[link..link + 4].copy_from_slice(&directory.to_le_bytes());
    bytes
}

/// The place of a record of the `.xls`, by its kind and length.
fn record(start: [u8; 4]) -> usize {
    SOUND.windows(4).position(|window| window == start).unwrap()
}

pub(super) fn lying_xls_dimensions() -> Vec<u8> {
    let mut bytes = SOUND.to_vec();
    let at = record([0x00, 0x02, 0x0e, 0x00]);
    bytes[at + 8..at + 12].copy_from_slice(&[0xff; 4]);
    bytes
}

pub(super) fn corners_of_an_xls() -> Vec<u8> {
    let mut bytes = SOUND.to_vec();
    // A text cell moves to the last row and column.
    let at = record([0xfd, 0x00, 0x0a, 0x00]);
    bytes[at + 4..at + 8].copy_from_slice(&[0xff, 0xff, 0xff, 0x00]);
    bytes
}

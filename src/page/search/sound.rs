//! How the characters of titles sound: with it, `ylhly` finds 养老护理员. Every reading is given, the common one first,
//! since only the reader knows which one is meant.

use std::collections::BTreeSet;

use pinyin::ToPinyinMulti;

/// The readings of all characters of texts that have one, as `养yang 校xiao,jiao`.
pub(super) fn table<'t>(texts: impl Iterator<Item = &'t str>) -> String {
    // Texts of a whole site are made of a few hundred characters: each is looked up once.
    let characters: BTreeSet<char> = texts.flat_map(str::chars).collect();
    let sounding = characters.into_iter().map(|c| (c, readings(c))).filter(|(_, readings)| !readings.is_empty());
    sounding.map(|(c, readings)| format!("{c}{}", readings.join(","))).collect::<Vec<_>>().join(" ")
}

/// The readings of a character, without tones, in the letters of a keyboard: ü is typed as v or u.
fn readings(c: char) -> Vec<String> {
    let mut readings = Vec::new();
    let plain = c.to_pinyin_multi().into_iter().flatten().map(pinyin::Pinyin::plain);
    for reading in plain.flat_map(|plain| [plain.replace('ü', "v"), plain.replace('ü', "u")]) {
        if reading.bytes().all(|byte| byte.is_ascii_lowercase()) && !readings.contains(&reading) {
            readings.push(reading);
        }
    }
    readings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_sound() {
        assert_eq!(table(["泰山", "GYB 泰"].into_iter()), "山shan 泰tai");
        assert_eq!(readings('绿'), ["lv", "lu"]);
        assert!(readings('a').is_empty() && readings('（').is_empty());
    }

    #[test]
    fn a_character_of_several_sounds_has_them_all() {
        for (c, sounds) in [('校', ["xiao", "jiao"]), ('行', ["xing", "hang"]), ('重', ["zhong", "chong"])] {
            let readings = readings(c);
            assert!(sounds.iter().all(|sound| readings.iter().any(|reading| reading == sound)), "{c}: {readings:?}");
        }
    }
}

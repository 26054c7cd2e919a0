//! The manual page: one for all commands, in Chinese.

use std::io::{self, Write};

use clap::Command;
use clap_mangen::Man;

/// The headings that are written in English, and what they become.
const HEADINGS: [(&str, &str); 4] = [
    (".SH NAME\n", ".SH 名称\n"),
    (".SH SYNOPSIS\n", ".SH 用法\n"),
    (".SH EXTRA\n", ".SH 附注\n"),
    (".SH VERSION\n", ".SH 版本\n"),
];

/// The page of a program with all its commands.
pub(super) fn page(program: &Command) -> io::Result<Vec<u8>> {
    let mut page = Vec::new();
    let whole = Man::new(program.clone());
    whole.render_title(&mut page)?;
    whole.render_name_section(&mut page)?;
    whole.render_synopsis_section(&mut page)?;
    whole.render_options_section(&mut page)?;
    program.get_subcommands().try_for_each(|command| write_command(command, &mut page))?;
    whole.render_extra_section(&mut page)?;
    whole.render_version_section(&mut page)?;
    let page = String::from_utf8_lossy(&page).into_owned();
    let in_chinese = |page: String, (english, chinese): (&str, &str)| page.replace(english, chinese);
    Ok(HEADINGS.into_iter().fold(page, in_chinese).into_bytes())
}

/// A section of its own: what the command does, how it is written, and the options that only it has.
fn write_command(command: &Command, to: &mut Vec<u8>) -> io::Result<()> {
    let man = Man::new(command.clone().disable_help_flag(true));
    let mut section = Vec::new();
    man.render_description_section(&mut section)?;
    man.render_synopsis_section(&mut section)?;
    man.render_options_section(&mut section)?;
    writeln!(to, ".SH gongshi {}", command.get_name())?;
    let is_preamble = |line: &&str| line.starts_with(".ie ") || line.starts_with(".el ");
    for line in String::from_utf8_lossy(&section).lines().filter(|line| !is_preamble(line)) {
        writeln!(to, "{}", if line.starts_with(".SH ") { ".PP" } else { line })?;
    }
    Ok(())
}

//! The texts of a package, for people with an editor of Windows: a byte order mark, and CRLF at the ends of lines.

use crate::value::digest::Fingerprint;

use super::{Phase, Plan, Version};

/// Every step, a line each: number, what to do, file, SHA-256.
pub(super) fn order(plan: &Plan) -> String {
    let action = |phase| if phase == Phase::Leaving { "删除" } else { "上传" };
    let lines = plan
        .steps()
        .iter()
        .zip(1..)
        .map(|(step, number)| format!("{number}\t{}\t{}\t{}\n", action(step.phase), step.path, step.digest));
    for_windows(&format!("序号\t操作\t文件\tSHA-256\n{}", lines.collect::<String>()))
}

/// The files to delete, a line each; no byte order mark, since a program may read it.
pub(super) fn deletions(plan: &Plan) -> String {
    plan.of_phase(Phase::Leaving).map(|step| format!("{}\r\n", step.path)).collect()
}

/// What to know before and while uploading.
pub(super) fn readme(plan: &Plan) -> String {
    let parts = [heading(plan), before(plan), ftp(plan), cms(), after(plan)];
    for_windows(&parts.join("\n"))
}

fn heading(plan: &Plan) -> String {
    let (uploads, deletions) = (plan.uploads(), plan.deletions());
    let (from, to) = (told(plan.from()), told(plan.to()));
    format!("网站上传包\n\n从：{from}\n到：{to}\n上传 {uploads} 个文件，删除 {deletions} 个文件。\n")
}

fn told(version: Version) -> String {
    let Some(manifest) = version.manifest() else { return "还没有网站".to_owned() };
    // The site code (网站校验码), as `build` says it.
    let edition = match version.edition() {
        0 => "还没有公布过任何一版".to_owned(),
        number => format!("第 {number:04} 版"),
    };
    format!("{edition}，网站校验码 {}", Fingerprint::of(&manifest))
}

fn before(plan: &Plan) -> String {
    let Some(manifest) = plan.from().manifest() else {
        return "一、先看一眼\n这个包有整个网站，传到还没有网站的地方。\n".to_owned();
    };
    format!(
        "一、先看一眼\n\
         这个包只有变了的文件，只能用在“从”那一行说的网站上。几个包要一个接一个按顺序传，不能跳过；上一个没有传完的，先传完。\n\
         网站上的 manifest.txt 的 SHA-256 应当是：\n{manifest}\n\
         不是，或者说不清网站上是哪一次的：把网站上的 manifest.txt 用二进制方式下载到电脑上，运行\n\
         gongshi build --uploaded manifest.txt\n\
         程序会照网站现在的样子另做一个包，用那一个。\n"
    )
}

fn ftp(plan: &Plan) -> String {
    let count = |phase| plan.of_phase(phase).count();
    let line = |phase: Phase, what: &str| match (phase.folder(), count(phase)) {
        (_, 0) | (None, _) => String::new(),
        (Some(folder), files) => format!("  {folder}  {what}，{files} 个\n"),
    };
    let delete = match plan.deletions() {
        0 => "这一次没有要删除的文件。\n".to_owned(),
        count => format!("  最后在网站上删除 delete.txt 里的 {count} 个文件。里面可能有期满或撤下的名单，一定要删。\n"),
    };
    format!(
        "二、用 FTP 上传\n\
         先解压。按下面的顺序，把每个文件夹“里面的内容”传到网站的根目录，有同名的就覆盖；传完一个，再传下一个：\n\
         {}{}{}{delete}\
         传输方式选“二进制”：用 ASCII 方式，文件会被改动。\n\
         中途断了，接着传没有传完的那个文件夹。无论停在哪里，从首页出发都没有打不开的链接。\n",
        line(Phase::New, "新的文件"),
        line(Phase::Changed, "改了的文件"),
        line(Phase::Entry, "各栏目首页、网站首页和 manifest.txt"),
    )
}

fn cms() -> String {
    "三、用网站后台（CMS）上传\n\
     能上传压缩包并解压到网站根目录的：把上面几个文件夹里面的内容分别压缩，按同样的顺序一个一个传，最后删除。\n\
     只能一个一个文件传的：照 order.txt 从第 1 行做到最后一行，每行写着做什么、哪个文件。\n\
     会给网页加代码、换编码的后台不能用：网页传上去就不是原样了。\n"
        .to_owned()
}

fn after(plan: &Plan) -> String {
    let manifest = plan.to().manifest().map(|digest| digest.to_string()).unwrap_or_default();
    format!(
        "四、传完以后\n网站上的 manifest.txt 的 SHA-256 应当是：\n{manifest}\n打开首页，看看页面下方的版本和日期。\n"
    )
}

fn for_windows(text: &str) -> String {
    format!("\u{feff}{}", text.replace('\n', "\r\n"))
}

//! For Apache: a file that a `VirtualHost` includes, and the same as an `.htaccess` for hosts where files can only be
//! uploaded. Both hold nothing that one of the two places forbids.

use std::fmt::Write;

use crate::output::media::TYPES;

use super::policy::{self, Policy, RULES, TRANSPORT_SECURITY, TRANSPORT_SECURITY_IS, Which};

/// For whoever runs the server.
pub(super) fn included(policy: &Policy) -> String {
    format!(
        "# Apache 的设置，由 gongshi build 生成，每次生成都会重写：请复制到服务器上使用，不要在这里改，也不要放进网站文件夹。\n\
         #\n\
         # 用法：1. 网站文件传到 DocumentRoot 所指的文件夹{place}；\n\
         #       2. 启用模块：a2enmod headers deflate filter；\n\
         #       3. 本文件存为 /etc/apache2/gongshi.conf，在网站的 <VirtualHost> 里加一行\n\
         #              Include gongshi.conf\n\
         #       4. 运行 apachectl configtest，没有报错再运行 apachectl graceful。\n\
         # 不透露服务器版本，要在主配置里写 ServerTokens Prod。\n\n\
         <Location \"{folder}\">\n{body}</Location>\n",
        place = policy.place(),
        folder = policy.folder,
        body = body(policy),
    )
}

/// For whoever can only upload files.
pub(super) fn uploaded(policy: &Policy) -> String {
    format!(
        "# Apache 虚拟主机的设置，由 gongshi build 生成，每次生成都会重写。只能用 FTP 上传、又是 Apache 的主机用它。\n\
         #\n\
         # 用法：把本文件传到服务器上网站的文件夹里，在服务器上改名为 .htaccess（前面有点）。\n\
         # 不要放进本机的 output/site。改名以后网站打不开（500 错误）的，说明主机不许这样设置：\n\
         # 先删去 Options 一行再试；还不行，就删去 .htaccess，网站照样能用。\n\n{}",
        body(policy)
    )
}

fn body(policy: &Policy) -> String {
    let not_found = policy.not_found();
    let mut out = format!(
        "# 网址以 / 结尾时打开 index.html；不列出文件夹的内容，不透露服务器版本。\n\
         DirectoryIndex index.html\nOptions -Indexes\nServerSignature Off\n\n\
         # 没有的网址显示网站自己的页面，状态码仍是 404。\n\
         ErrorDocument 403 {not_found}\nErrorDocument 404 {not_found}\n\n\
         # 浏览器按修改时间询问有没有新的：压缩以后的 ETag 对不上，会每次重传。\n\
         FileETag None\n"
    );
    out += &types();
    out += &compression();
    out += &headers(policy);
    out
}

fn types() -> String {
    let mut out = String::from("\n# 文件类型；文字一律是 UTF-8。\n<IfModule mod_mime.c>\n");
    for media in TYPES {
        let _ = writeln!(out, "AddType {} .{}", media.name, media.ending);
    }
    let texts: Vec<_> = policy::texts().map(|media| format!(".{}", media.ending)).collect();
    let _ = writeln!(out, "AddCharset utf-8 {}\n</IfModule>", texts.join(" "));
    out
}

fn compression() -> String {
    format!(
        "\n# 压缩文字；表格、图片本来就是压缩的。\n<IfModule mod_deflate.c>\n<IfModule mod_filter.c>\n\
         AddOutputFilterByType DEFLATE {}\n</IfModule>\n</IfModule>\n",
        policy::names(policy::texts())
    )
}

fn headers(policy: &Policy) -> String {
    let mut out = String::from("\n<IfModule mod_headers.c>\n");
    for header in &policy.headers {
        let _ = writeln!(out, "Header always set {} \"{}\"", header.name, header.value);
    }
    let _ = write!(
        out,
        "# {TRANSPORT_SECURITY_IS}\n# Header always set {} \"{}\"\n",
        TRANSPORT_SECURITY.name, TRANSPORT_SECURITY.value
    );
    for rule in &RULES {
        let keep = format!("Header always set Cache-Control \"{}\"\n", rule.keep);
        let _ = write!(out, "\n# {}。\n", rule.why);
        let pattern = match rule.which {
            Which::All => None,
            Which::Below(folder) => Some(policy.pattern(&format!("{folder}.*"))),
            Which::Matching(pattern) => Some(policy.pattern(pattern)),
        };
        match pattern {
            None => out += &keep,
            Some(pattern) => {
                let _ = write!(out, "<If \"%{{REQUEST_URI}} =~ m#{pattern}#\">\n{keep}</If>\n");
            }
        }
    }
    out + "</IfModule>\n"
}

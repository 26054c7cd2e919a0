//! For nginx: a snippet that a `server` block includes.

use std::fmt::Write;

use crate::output::media::TYPES;

use super::policy::{self, Keep, Policy, RULES, TRANSPORT_SECURITY, TRANSPORT_SECURITY_IS, Which};

/// The snippet: one `location`, which other locations of the server do not reach into.
pub(super) fn included(policy: &Policy) -> String {
    let mut out = head(policy);
    let _ = writeln!(out, "location ^~ {} {{", policy.folder);
    out += &behaviour(policy);
    out += &types();
    out += &compression();
    for rule in &RULES {
        let _ = write!(out, "\n    # {}。\n", rule.why);
        let location = match rule.which {
            Which::All => None,
            Which::Below(folder) => Some(format!("{}{folder}", policy.folder)),
            Which::Matching(pattern) => Some(format!("~ \"{}\"", policy.pattern(pattern))),
        };
        // Headers of an outer location are not those of an inner one that has any of its own: all are said again.
        match location {
            None => out += &headers(policy, rule.keep, "    "),
            Some(location) => {
                let headers = headers(policy, rule.keep, "        ");
                let _ = write!(out, "    location {location} {{\n{headers}    }}\n");
            }
        }
    }
    out + "}\n"
}

fn head(policy: &Policy) -> String {
    format!(
        "# nginx 的设置，由 gongshi build 生成，每次生成都会重写：请复制到服务器上使用，不要在这里改，也不要放进网站文件夹。\n\
         #\n\
         # 用法：1. 网站文件传到 server 的 root 所指的文件夹{}；\n\
         #       2. 本文件存为 /etc/nginx/snippets/gongshi.conf，在那个 server {{ … }} 里加一行\n\
         #              include snippets/gongshi.conf;\n\
         #       3. 运行 nginx -t，没有报错再运行 nginx -s reload。\n\
         #\n\
         # Strict-Transport-Security（共三处，行首有 #）：{TRANSPORT_SECURITY_IS}\n\n",
        policy.place()
    )
}

fn behaviour(policy: &Policy) -> String {
    format!(
        "    # 网址以 / 结尾时打开 index.html；不列出文件夹的内容，不透露服务器版本。\n    \
             index index.html;\n    autoindex off;\n    server_tokens off;\n    absolute_redirect off;\n\n    \
             # 没有的网址显示网站自己的页面，状态码仍是 404。\n    \
             error_page 403 404 {};\n",
        policy.not_found()
    )
}

fn types() -> String {
    let mut out = String::from("\n    # 文件类型；文字一律是 UTF-8。\n    types {\n");
    for media in TYPES {
        let _ = writeln!(out, "        {} {};", media.name, media.ending);
    }
    let _ = write!(
        out,
        "    }}\n    default_type application/octet-stream;\n    charset utf-8;\n    charset_types {};\n",
        texts_but_html()
    );
    out
}

fn compression() -> String {
    format!(
        "\n    # 压缩文字；表格、图片本来就是压缩的。\n    gzip on;\n    gzip_vary on;\n    gzip_proxied any;\n    \
             gzip_min_length 1024;\n    gzip_types {};\n",
        texts_but_html()
    )
}

/// nginx takes pages for granted in its lists, and warns of a type that is named twice.
fn texts_but_html() -> String {
    policy::names(policy::texts().filter(|media| media.ending != "html"))
}

fn headers(policy: &Policy, keep: Keep, indent: &str) -> String {
    let mut out = format!("{indent}add_header Cache-Control \"{keep}\" always;\n");
    for header in &policy.headers {
        let _ = writeln!(out, "{indent}add_header {} \"{}\" always;", header.name, header.value);
    }
    let _ = writeln!(out, "{indent}# add_header {} \"{}\" always;", TRANSPORT_SECURITY.name, TRANSPORT_SECURITY.value);
    out
}

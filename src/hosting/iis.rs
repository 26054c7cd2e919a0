//! For IIS: a `web.config` for the site's folder on the server. It knows folders and no patterns, so that it keeps a
//! rule of a pattern as the rule for everything: browsers ask more often than they need to.

use std::fmt::Write;

use crate::output::media::TYPES;

use super::policy::{Keep, Policy, RULES, TRANSPORT_SECURITY, TRANSPORT_SECURITY_IS, Which};

/// For the site's folder on the server.
pub(super) fn uploaded(policy: &Policy) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n\
         <!-- IIS 的设置，由 gongshi build 生成，每次生成都会重写。\n     \
         用法：把本文件传到服务器上网站的文件夹里，名字不变。不要放进本机的 output/site。\n     \
         上传以后网站打不开（500.19 错误）的，请照错误页上写的行号删去那一段再试；删去整个文件，网站照样能用。 -->\n\
         <configuration>\n  <system.webServer>\n",
    );
    out += &behaviour(policy);
    out += &types();
    out += &headers(policy);
    out += "  </system.webServer>\n";
    for rule in &RULES {
        if let Which::Below(folder) = rule.which {
            let _ = write!(
                out,
                "  <!-- {}。 -->\n  <location path=\"{}\">\n    <system.webServer>\n      <staticContent>\n        {}\n      \
                 </staticContent>\n    </system.webServer>\n  </location>\n",
                rule.why,
                folder.trim_end_matches('/'),
                kept(rule.keep)
            );
        }
    }
    out + "</configuration>\n"
}

fn behaviour(policy: &Policy) -> String {
    let elsewhere = match policy.folder.trim_matches('/') {
        "" => String::new(),
        folder => {
            let path = format!("{folder}/404.html").replace('/', "\\");
            format!("如果出现的仍是 IIS 自己的页面，把 path 改成 {path}。")
        }
    };
    format!(
        "    <!-- 网址以 / 结尾时打开 index.html；不列出文件夹的内容。 -->
    <defaultDocument enabled=\"true\">
      <files>
        <clear />
        <add value=\"index.html\" />
      </files>
    </defaultDocument>
    <directoryBrowse enabled=\"false\" />
    <!-- 没有的网址显示网站自己的页面，状态码仍是 404。{elsewhere} -->
    <httpErrors errorMode=\"Custom\">
      <remove statusCode=\"404\" subStatusCode=\"-1\" />
      <error statusCode=\"404\" path=\"404.html\" responseMode=\"File\" />
    </httpErrors>
    <!-- 压缩文字。 -->
    <urlCompression doStaticCompression=\"true\" />
"
    )
}

fn types() -> String {
    let all = RULES.iter().find(|rule| matches!(rule.which, Which::All));
    let mut out = String::from("    <!-- 文件类型；文字一律是 UTF-8。 -->\n    <staticContent>\n");
    for media in TYPES {
        let _ = write!(
            out,
            "      <remove fileExtension=\".{ending}\" />\n      \
             <mimeMap fileExtension=\".{ending}\" mimeType=\"{}\" />\n",
            media.content_type(),
            ending = media.ending,
        );
    }
    if let Some(rule) = all {
        let _ = write!(out, "      <!-- {}。 -->\n      {}\n", rule.why, kept(rule.keep));
    }
    out + "    </staticContent>\n"
}

/// IIS writes `max-age` itself and adds what it is given.
fn kept(keep: Keep) -> &'static str {
    match keep {
        Keep::AskAgain => "<clientCache cacheControlMode=\"DisableCache\" />",
        Keep::AWeek => {
            "<clientCache cacheControlMode=\"UseMaxAge\" cacheControlMaxAge=\"7.00:00:00\" cacheControlCustom=\"public\" />"
        }
        Keep::ForEver => {
            "<clientCache cacheControlMode=\"UseMaxAge\" cacheControlMaxAge=\"365.00:00:00\" \
             cacheControlCustom=\"public, immutable\" />"
        }
    }
}

fn headers(policy: &Policy) -> String {
    let mut out = String::from(
        "    <!-- 每个回答都带的安全标头。 -->\n    <httpProtocol>\n      <customHeaders>\n        \
         <remove name=\"X-Powered-By\" />\n",
    );
    for header in &policy.headers {
        let _ = writeln!(out, "        <add name=\"{}\" value=\"{}\" />", header.name, header.value);
    }
    let _ = write!(
        out,
        "        <!-- {TRANSPORT_SECURITY_IS} -->\n        <!-- <add name=\"{}\" value=\"{}\" /> -->\n",
        TRANSPORT_SECURITY.name, TRANSPORT_SECURITY.value
    );
    out + "      </customHeaders>\n    </httpProtocol>\n"
}

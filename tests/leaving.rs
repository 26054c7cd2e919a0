//! Leaving the site: who follows a link to a site that is neither ours nor the government's is told so first, on a page
//! that works without JavaScript.

use scraper::{Html, Selector};

use crate::support::{Site, node, run};

fn article(title: &str, body: &str) -> String {
    format!("+++\ntitle = \"{title}\"\npublished = \"2021-04-20 09:30\"\nsource = \"示例市人社局\"\n+++\n{body}\n")
}

/// A site with links in articles, in a notice and in its frame.
fn site() -> Site {
    let frame = "government_hosts = [\"rsj.example.cn\"]\nerror_report_url = \"https://report.example/?a=1&b=2\"\n\
                 party_government_mark_url = \"https://mark.gov.cn/\"\nphone =";
    let one = "到[平台](https://Example.com:443/办事?a=1&b=2#c)、[国务院](https://www.gov.cn/)、\
               [本局](http://old.RSJ.example.cn:8080/x)查询，或打[电话](tel:0538-0000000)。\n\n[骗子](https://gov.cn.evil.example/)";
    let notice = "content/sources/subsidies/2021-01/notice.md";
    let site = Site::base()
        .replace("content/site.toml", "phone =", frame)
        .with_file("content/articles/one.md", article("办事指南", one))
        .with_file(
            "content/articles/two.md",
            article("政策", "见<HTTPS://EXAMPLE.COM/%E5%8A%9E%E4%BA%8B?a=1&b=2#c>。"),
        );
    let text = format!("{}\n见[公示平台](https://notice.example/)。\n", site.file(notice));
    site.with_file(notice, text)
}

fn built() -> Site {
    let site = site();
    site.run(["publish", "--date", "2021-04-28"]).succeeds();
    site.run(["build", "--date", "2021-04-28"]).succeeds();
    site
}

fn page(site: &Site, path: &str) -> Html {
    Html::parse_document(&site.file(&format!("output/site/{path}")))
}

/// The links of a page as `text → address`, with `rel` where there is one.
fn links(page: &Html, within: &str) -> Vec<String> {
    let link = |it: scraper::ElementRef<'_>| {
        let rel = it.value().attr("rel").map_or(String::new(), |rel| format!(" ({rel})"));
        format!("{} → {}{rel}", it.text().collect::<String>(), it.value().attr("href").unwrap())
    };
    page.select(&Selector::parse(within).unwrap()).map(link).collect()
}

/// The page that asks before an address, as the site has it.
fn asking(site: &Site, address: &str) -> String {
    let shown = Selector::parse(".leaving-to .address").unwrap();
    let is_of = |html: &Html| html.select(&shown).any(|it| it.text().collect::<String>() == address);
    let files = site.files("output/site");
    let mut paths = files.ending(".html").map(|(path, _)| path).filter(|path| path.starts_with("leaving/"));
    paths.find(|path| is_of(&page(site, path))).unwrap_or_else(|| panic!("none asks before {address}")).to_owned()
}

const PLATFORM: &str = "https://example.com/%E5%8A%9E%E4%BA%8B?a=1&b=2#c";

#[test]
fn links_in_texts_lead_over_the_page_that_asks() {
    let site = built();
    let [platform, fraud, notice] =
        [PLATFORM, "https://gov.cn.evil.example/", "https://notice.example/"].map(|to| asking(&site, to));
    assert_eq!(
        links(&page(&site, "articles/one/index.html"), ".prose a"),
        [
            format!("平台（外部网站） → ../../{platform}"),
            "国务院 → https://www.gov.cn/ (noopener noreferrer)".to_owned(),
            "本局 → http://old.rsj.example.cn:8080/x (noopener noreferrer)".to_owned(),
            "电话 → tel:0538-0000000".to_owned(),
            format!("骗子（外部网站） → ../../{fraud}"),
        ]
    );
    let of_notice = links(&page(&site, "subsidies/2021-01/index.html"), ".prose a");
    assert_eq!(of_notice, [format!("公示平台（外部网站） → ../../{notice}")]);
}

#[test]
fn the_page_asks_in_the_governments_words_and_leads_back() {
    let site = built();
    let asks = page(&site, &asking(&site, PLATFORM));
    let text: String = asks.root_element().text().collect();
    assert!(text.contains("您访问的链接即将离开“示例市补贴公示”门户网站，是否继续？"), "{text}");
    assert!(text.contains(PLATFORM) && text.contains("example.com"), "{text}");
    assert_eq!(
        links(&asks, ".leaving-choice a, .leaving-choice ~ ul a"),
        [
            format!("继续访问 → {PLATFORM} (noopener noreferrer nofollow)"),
            "办事指南 → ../../articles/one/index.html".to_owned(),
            "政策 → ../../articles/two/index.html".to_owned(),
        ]
    );
    let asks = page(&site, &asking(&site, "https://notice.example/"));
    assert_eq!(links(&asks, ".leaving-choice a")[1], "放弃 → ../../subsidies/2021-01/index.html");
}

#[test]
fn the_frame_asks_too_on_every_page() {
    let site = built();
    let report = asking(&site, "https://report.example/?a=1&b=2");
    for (path, root) in [("index.html", ""), ("articles/one/index.html", "../../")] {
        let foot = links(&page(&site, path), ".foot a");
        assert!(foot.contains(&format!("我为政府网站找错（外部网站） → {root}{report}")), "{path}: {foot:?}");
        assert!(foot.contains(&"党政机关网站标识 → https://mark.gov.cn/".to_owned()), "{path}: {foot:?}");
    }
    // At any depth.
    let foot = links(&page(&site, "404.html"), ".foot a");
    let whole = format!("我为政府网站找错（外部网站） → https://example.gov.cn/gongshi/{report}");
    assert!(foot.contains(&whole), "{foot:?}");
    assert_eq!(links(&page(&site, &report), ".leaving-choice a")[1], "放弃 → ../../index.html");
}

#[test]
fn nobody_finds_the_asking_pages_by_searching() {
    let site = built();
    assert_eq!(site.files("output/site").below("leaving/").ending(".html").count(), 4, "one an address");
    for list in ["sitemap.xml", "sitemap/index.html", "feed.xml"] {
        let text = site.file(&format!("output/site/{list}"));
        assert!(!text.contains("离开本站提示") && !text.contains("leaving/") || list == "sitemap/index.html", "{list}");
    }
    let sitemap = links(&page(&site, "sitemap/index.html"), "main a");
    assert!(!sitemap.iter().any(|link| link.contains("leaving/")), "{sitemap:?}");
    let robots = Selector::parse("meta[name=robots][content=noindex]").unwrap();
    assert!(page(&site, &asking(&site, PLATFORM)).select(&robots).next().is_some());
}

#[test]
fn an_address_that_misleads_is_refused_with_its_place() {
    let user = article("指南", "好\n\n[国务院](https://www.gov.cn@evil.example/)");
    let hidden = "//evil.example/";
    let site = site().with_file("content/articles/one.md", user);
    site.run(["build", "--date", "2021-04-28"]).fails(1).says("[markdown]").says("用户名@").says("第8行");
    let site = site.with_file("content/articles/one.md", article("指南", &format!("[国务院]({hidden})")));
    site.run(["build", "--date", "2021-04-28"]).fails(1).says("不认识的链接地址").says("第6行");
    let notice = "content/sources/subsidies/2021-01/notice.md";
    let text = format!("{}\n[国务院](https://www.gov.cn@evil.example/)\n", site.file(notice));
    site.with_file(notice, text).run(["check", "--date", "2021-04-28"]).fails(1).says("用户名@");
}

#[test]
fn settings_take_only_whole_addresses_and_plain_hosts() {
    for (line, problem) in [
        ("government_hosts = [\"https://rsj.example.cn/\"]", "域名写法有误"),
        ("government_hosts = [\"cn\"]", "域名写法有误"),
        ("error_report_url = \"https://www.gov.cn@evil.example/\"", "用户名@"),
        ("error_report_url = \"javascript:alert(1)\"", "网址写法有误"),
    ] {
        let site = Site::base().replace("content/site.toml", "phone =", &format!("{line}\nphone ="));
        site.run(["check", "--date", "2021-04-28"]).fails(1).says("[settings]").says(problem);
    }
}

#[test]
fn a_browser_without_javascript_goes_there_and_back() {
    let site = built();
    let mut script = node("leaving.mjs");
    script.arg(site.path("output/site")).args(["articles/one/index.html", "骗子", "https://gov.cn.evil.example/"]);
    run(&mut script).succeeds().says("asked, went back, went there");
}

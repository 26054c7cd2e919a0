"""Articles in Markdown and nothing else, against Hugo, and against Zola where there is one."""

import shutil

import articles
import sites
from process import in_child
from workshop import HERE


def run(workshop, report, count):
    root = workshop.new_folder("gongshi")
    sites.settings(root)
    texts = root / "content" / "articles"
    hugo_site, zola_site = workshop.new_folder("hugo"), workshop.new_folder("zola")
    in_child(write_all, count, texts, hugo_site, zola_site)

    def ours():
        return {"gongshi": workshop.run_gongshi(root, "build", "--out", workshop.new_folder("out"))}

    def hugo():
        return {"Hugo": workshop.run_hugo(hugo_site, workshop.new_folder("out"))}

    def zola():
        out = workshop.new_folder("out")
        return {"Zola": workshop.measure([workshop.zola, "build", "--output-dir", out], zola_site)}

    case = f"{count:,} articles"
    costs = report.costs_of(case, workshop.in_turn(ours, hugo, *([zola] if workshop.zola else [])))
    for name in ("Hugo", "Zola"):
        if name in costs and "gongshi" in costs:
            report.ratio(f"{case}, build / {name}: wall", costs["gongshi"].wall, costs[name].wall, 1)
            report.ratio(f"{case}, build / {name}: CPU", costs["gongshi"].cpu, costs[name].cpu, 1)
        else:
            report.unmeasured(f"{case}, build / {name}", "1")


def write_all(count, texts, hugo_site, zola_site):
    """The same articles for each program."""
    articles.write(texts, count, articles.GONGSHI)
    articles.write(hugo_site / "content" / "articles", count, articles.HUGO)
    articles.write(zola_site / "content" / "articles", count, articles.ZOLA)
    shutil.copytree(HERE / "hugo" / "articles", hugo_site, dirs_exist_ok=True)
    sites.shell(hugo_site / "layouts" / "_partials", hugo_site / "static")
    shutil.copytree(HERE / "zola", zola_site, dirs_exist_ok=True)
    sites.shell(zola_site / "templates", zola_site / "static")

"""Reads a web archive with the tools of others, and says what is in it.

    web_archive.py ARCHIVE.wacz SITE BASE_URL

Prints one JSON object: what `warcio` and `cdxj-indexer` find, compared with the files of the site and the archive's own
index. Everything that is not as it must be is in `errors`.
"""

import hashlib
import io
import json
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from warcio.archiveiterator import ArchiveIterator

FIELDS = ("url", "mime", "status", "digest", "length", "offset", "filename")


def index_lines(text):
    """Lines of an index as key, moment and the fields that every tool writes."""
    for line in text.splitlines():
        key, moment, fields = line.split(" ", 2)
        fields = json.loads(fields)
        yield key, moment, tuple(fields[name] for name in FIELDS)


def records(stream):
    """The responses of a WARC by their addresses."""
    for record in ArchiveIterator(stream, check_digests="raise"):
        if record.rec_type == "response":
            yield record.rec_headers.get_header("WARC-Target-URI"), record


def compare(found, site, base, errors):
    """Every file of the site is there with equal bytes, and nothing else."""
    wanted = {base + path.relative_to(site).as_posix(): path for path in site.rglob("*") if path.is_file()}
    wanted[base] = site / "index.html"
    for url in sorted(wanted.keys() ^ found.keys()):
        errors.append(f"only in one: {url}")
    for url in wanted.keys() & found.keys():
        if found[url] != wanted[url].read_bytes():
            errors.append(f"other bytes: {url}")


def follow(lines, warc, errors):
    """Every line of the index leads to its record."""
    for _, _, (url, mime, status, digest, length, offset, _) in lines:
        member = io.BytesIO(warc[int(offset):int(offset) + int(length)])
        record = next(iter(ArchiveIterator(member)))
        heads = record.rec_headers, record.http_headers
        body = record.content_stream().read()
        seen = (heads[0].get_header("WARC-Target-URI"), heads[1].get_header("Content-Type").split(";")[0],
                heads[1].get_statuscode(), "sha256:" + hashlib.sha256(body).hexdigest())
        if seen != (url, mime, status, digest):
            errors.append(f"the index says {(url, mime, status, digest)}, and there stands {seen}")


def main(archive, site, base):
    tools, errors = Path(sys.executable).parent, []
    with zipfile.ZipFile(archive) as package, tempfile.TemporaryDirectory() as desk:
        warc, own = package.read("archive/data.warc.gz"), package.read("indexes/index.cdx").decode()
        stored = package.getinfo("archive/data.warc.gz").compress_type == zipfile.ZIP_STORED
        pages = [json.loads(line) for line in package.read("pages/pages.jsonl").splitlines()]
        description = json.loads(package.read("datapackage.json"))
        path = Path(desk) / "data.warc.gz"
        path.write_bytes(warc)
        check = subprocess.run([tools / "warcio", "check", path], capture_output=True, text=True)
        if check.returncode or check.stdout or check.stderr:
            errors.append(f"warcio check: {check.stdout}{check.stderr}")
        indexed = subprocess.run([tools / "cdxj-indexer", "--sort", path], capture_output=True, text=True, check=True).stdout
    try:
        found = {url: record.content_stream().read() for url, record in records(io.BytesIO(warc))}
    except Exception as problem:  # whatever the reader stumbles over is a finding
        found = {}
        errors.append(f"warcio: {problem}")
    compare(found, Path(site), base, errors)
    lines = list(index_lines(own))
    follow(lines, warc, errors)
    if lines != list(index_lines(indexed)):
        errors += [f"index: {own} {theirs}" for own, theirs in zip(lines, index_lines(indexed)) if own != theirs][:5]
        errors.append(f"{len(lines)} lines, and {len(indexed.splitlines())} by cdxj-indexer")
    if not stored:
        errors.append("the WARC is packed twice")
    for page in pages[1:]:
        if page["url"] not in found or page["title"] not in found[page["url"]].decode():
            errors.append(f"no such page: {page}")
    print(json.dumps({"errors": errors, "addresses": len(found), "pages": len(pages) - 1,
                      "moments": sorted({line[1] for line in lines}), "main_page": description["mainPageUrl"]}))


main(*sys.argv[1:])

// Opens pages of a finished site in Chromium and says what is wrong with them.
//   node browser.mjs PLAYWRIGHT FOLDER PAGE…
// Each page is opened from the folder (file://) and from a small server under a sub-path, 390 and 1366 wide; where
// FOLDER is an address, from there alone.
// Exit 0: nothing wrong; 1: findings, one a line on standard error.
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import { pathToFileURL } from 'node:url';

const [playwright, folder, ...pages] = process.argv.slice(2);
const { chromium } = await import(pathToFileURL(playwright).href);

const SUB_PATH = '/a/b/';
const WIDTHS = [390, 1366];
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync'];
const TYPES = { '.html': 'text/html; charset=utf-8', '.css': 'text/css', '.js': 'text/javascript', '.png': 'image/png',
    '.svg': 'image/svg+xml', '.xml': 'text/xml', '.json': 'application/json', '.csv': 'text/csv' };

const findings = [];

function serve() {
    const server = createServer(async (request, response) => {
        const path = decodeURIComponent(new URL(request.url, 'http://localhost').pathname);
        const outside = !path.startsWith(SUB_PATH);
        const bytes = outside ? null : await readFile(join(folder, normalize(path.slice(SUB_PATH.length)))).catch(() => null);
        response.writeHead(bytes ? 200 : 404, { 'content-type': TYPES[extname(path)] ?? 'application/octet-stream' });
        response.end(bytes ?? '');
    });
    return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

function listen(page, base, find) {
    page.on('request', (request) => {
        const url = request.url();
        if (!url.startsWith(base) && !url.startsWith('data:')) find(`asks others: ${url}`);
    });
    page.on('requestfailed', (request) => find(`does not get ${request.url()}`));
    page.on('response', (response) => response.status() >= 400 && find(`gets ${response.status()} for ${response.url()}`));
    page.on('console', (message) => find(`writes to the console: ${message.text()}`));
    page.on('pageerror', (error) => find(`has an error: ${error.message}`));
}

async function look(context, base, path, width) {
    const find = (what) => findings.push(`${base.split(':')[0]} ${width} ${path}: ${what}`);
    const page = await context.newPage();
    listen(page, base, find);
    await page.addInitScript(() => {
        globalThis.violations = [];
        document.addEventListener('securitypolicyviolation', (event) => globalThis.violations.push(event.effectiveDirective));
    });
    try {
        await page.goto(base + path, { waitUntil: 'load' });
        await page.waitForTimeout(50);
        if (page.url() !== base + path) find(`went to ${page.url()}`);
        const seen = await page.evaluate(() => ({
            wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
            violations: globalThis.violations,
            title: document.title.trim(),
        }));
        if (seen.wide > 0) find(`scrolls sideways by ${seen.wide} px`);
        for (const directive of seen.violations) find(`breaks its policy: ${directive}`);
        if (!seen.title) find('has no title');
    } catch (error) {
        find(`does not open: ${error.message.split('\n')[0]}`);
    }
    await page.close();
}

const server = await serve();
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: FLAGS });
const bases = folder.startsWith('http:') ? [folder] : [`${pathToFileURL(folder).href}/`, `http://127.0.0.1:${server.address().port}${SUB_PATH}`];
await Promise.all(bases.flatMap((base) => WIDTHS.map(async (width) => {
    const context = await browser.newContext({ viewport: { width, height: 900 }, locale: 'zh-CN', isMobile: width < 600 });
    for (const path of pages) await look(context, base, path, width);
    await context.close();
})));
await browser.close();
server.close();
for (const finding of findings.sort()) console.error(finding);
console.log(`${pages.length} pages, ${findings.length} findings`);
process.exit(findings.length > 0 ? 1 : 0);

// Looks at a preview in Chromium while files of its site change, and says how long each change took to the screen of
// the slowest of several pages.
//   node preview.mjs NODE_MODULES ADDRESS FOLDER PROGRAM PROCESS [PICTURES]
// ADDRESS is what `gongshi serve` said, FOLDER its site (a copy of the sample), PROGRAM the gongshi that publishes one
// more edition, PROCESS the number of the preview's process, which is ended at last. Exit 0: everything was seen;
// 1: findings, one a line on standard error. With PICTURES, a folder, pictures are put there.
import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { CHROMIUM, FLAGS } from './server.mjs';

const [modules, address, folder, program, preview, pictures] = process.argv.slice(2);
const { chromium } = await import(pathToFileURL(join(modules, 'playwright-core/index.mjs')).href);

// More pages than a browser has connections to one host.
const PAGES = 7;
const LIMIT = 60000;

const findings = [];
const seen = [];
const file = (path) => join(folder, path);
const article = 'content/articles/guide.md';
const style = 'themes/default/static/style/20-frame.css';
const template = 'themes/default/article.html';
const settings = 'content/site.toml';

async function change(path, from, to) {
    const text = await readFile(file(path), 'utf8');
    if (!text.includes(from)) throw new Error(`“${from}” is not in ${path}`);
    await writeFile(file(path), text.replace(from, to));
}

async function append(path, text) {
    await writeFile(file(path), (await readFile(file(path), 'utf8')) + text);
}

async function open(context) {
    const page = await context.newPage();
    page.on('request', (request) => {
        if (!request.url().startsWith(address)) findings.push(`asks others: ${request.url()}`);
    });
    page.on('response', (response) => response.status() >= 400 && findings.push(`gets ${response.status()} for ${response.url()}`));
    page.on('console', (message) => findings.push(`writes to the console: ${message.text()}`));
    page.on('pageerror', (error) => findings.push(`has an error: ${error.message}`));
    await page.addInitScript(() => document.addEventListener('securitypolicyviolation',
        (event) => console.error(`breaks its policy: ${event.effectiveDirective}`)));
    await page.goto(`${address}articles/guide/index.html`);
    return page;
}

// Does something, and waits until every page shows what came of it.
async function step(name, act, looksFor, value) {
    await act();
    const start = performance.now();
    try {
        const took = pages.map(async (page) => {
            await page.waitForFunction(looksFor, value, { timeout: LIMIT, polling: 20 });
            return performance.now() - start;
        });
        const all = await Promise.all(took);
        seen.push(`${name} ${Math.round(Math.max(...all))} ms`);
    } catch (error) {
        findings.push(`${name}: not seen: ${error.message.split('\n')[0]}`);
    }
    if (pictures) await pages[0].screenshot({ path: join(pictures, `${name}.png`) });
}

const shows = (text) => document.body !== null && document.body.innerText.includes(text);
const browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
const context = await browser.newContext({ viewport: { width: Number(process.env.WIDTH ?? 1366), height: 900 }, locale: 'zh-CN' });
const pages = await Promise.all(Array.from({ length: PAGES }, () => open(context)));

for (const page of pages) {
    const banner = page.locator('.preview-banner');
    if (!(await banner.isVisible()) || !(await banner.innerText()).startsWith('预览')) findings.push('has no banner');
    if (await page.locator('.preview-report').count()) findings.push('reports something of a sound site');
}

await step('article', () => append(article, '\n\n这一段是刚刚写的。\n'), shows, '这一段是刚刚写的。');
await step('style', () => append(style, '\nmain { word-spacing: 7px; }\n'),
    () => document.querySelector('main') !== null && getComputedStyle(document.querySelector('main')).wordSpacing === '7px');
await step('template', () => change(template, '{% block content -%}', '{% block content -%}<p>模板里新添的一段。</p>'), shows, '模板里新添的一段。');
await step('settings', () => change(settings, '示例市职业技能培训补贴公示专栏', '换了名字的专栏'), shows, '换了名字的专栏');
await step('broken', () => change(template, '<p>模板里新添的一段。</p>', '{% if %}'), (template) => {
    const report = document.querySelector('.preview-report');
    return report !== null && report.offsetHeight > 0 && report.innerText.includes(template) && report.innerText.includes('错误') &&
        document.body.innerText.includes('模板里新添的一段。');
}, template);
await step('mended', () => change(template, '{% if %}', '<p>改好的一段。</p>'), () =>
    document.body !== null && document.body.innerText.includes('改好的一段。') && document.querySelector('.preview-report') === null);
await step('edition', () => promisify(execFile)(program, ['--root', folder, 'publish', '--date', '2021-06-25']), shows, '0004');

// That nobody answers any more is told on the page; the browser says so too, and that counts no longer.
const found = [...new Set(findings)];
findings.length = 0;
try {
    process.kill(Number(preview), 'SIGINT');
    await pages[0].waitForFunction(shows, '预览已经停止', { timeout: LIMIT });
    seen.push('ended');
} catch (error) {
    found.push(`ended: not seen: ${error.message.split('\n')[0]}`);
}

await browser.close();
for (const finding of found) console.error(finding);
console.log(seen.join(', '));
process.exit(found.length > 0 ? 1 : 0);

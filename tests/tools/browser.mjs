// Opens pages of a finished site in Chromium and says what is wrong with them.
//   node browser.mjs NODE_MODULES FOLDER [--unread] PAGE…
// Each page is opened from the folder (file://) and from a small server under a sub-path, on a phone and on a desk; where
// FOLDER is an address, from there alone.
// It is measured at every width of its screen, and axe-core reads it at those of READ (--unread: it does not).
// Exit 0: nothing wrong; 1: findings, one a line on standard error.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { reader } from './axe.mjs';
import { CHROMIUM, FLAGS, serve } from './server.mjs';

const [modules, folder, ...rest] = process.argv.slice(2);
const pages = rest.filter((word) => word !== '--unread');
const { chromium } = await import(pathToFileURL(join(modules, 'playwright-core/index.mjs')).href);

const SUB_PATH = '/a/b/';
const SCREENS = [{ isMobile: true, widths: [390, 360, 320] }, { isMobile: false, widths: [1366, 768, 1920] }];
const READ = rest.includes('--unread') ? [] : [390, 768, 1366];
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
// The policy of a page does not bind what the browser itself runs in it.
const read = await reader(modules, TAGS);

const findings = [];

function listen(page, base, find) {
    page.on('request', (request) => {
        const url = request.url();
        if (!url.startsWith(base) && !url.startsWith('data:')) find(`asks others: ${url}`);
    });
    page.on('requestfailed', (request) => find(`does not get ${request.url()}`));
    page.on('response', (response) => response.status() >= 400 && find(`gets ${response.status()} for ${response.url()}`));
    page.on('console', (message) => find(`writes to the console: ${message.text()}`));
    page.on('pageerror', (error) => find(`has an error: ${error.message}`));
    page.on('dialog', (dialog) => { find(`opens a dialog: ${dialog.message()}`); dialog.dismiss(); });
}

async function look(context, base, path, widths) {
    const kind = base.split(':')[0];
    let width = widths[0];
    const find = (what) => findings.push(`${kind} ${width} ${path}: ${what}`);
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
        if (!(await page.title()).trim()) find('has no title');
        for (width of widths) {
            if (width !== widths[0]) await page.setViewportSize({ width, height: 900 });
            const wide = await page.evaluate(
                () => document.documentElement.scrollWidth - document.documentElement.clientWidth);
            if (wide > 0) find(`scrolls sideways by ${wide} px`);
            // The policy's events are taken before axe-core runs, so that all of them are the page's own.
            for (const directive of await page.evaluate(() => globalThis.violations.splice(0))) {
                find(`breaks its policy: ${directive}`);
            }
            if (kind === 'http' && READ.includes(width)) (await read(page)).forEach(find);
        }
    } catch (error) {
        find(`does not open: ${error.message.split('\n')[0]}`);
    }
    await page.close();
}

const server = await serve(folder, SUB_PATH);
const browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
const bases = folder.startsWith('http:') ? [folder]
    : [`${pathToFileURL(folder).href}/`, `http://127.0.0.1:${server.address().port}${SUB_PATH}`];
await Promise.all(bases.flatMap((base) => SCREENS.map(async ({ isMobile, widths }) => {
    const viewport = { width: widths[0], height: 900 };
    const context = await browser.newContext({ viewport, locale: 'zh-CN', isMobile });
    // The layout is the same from a folder: there one width a screen is enough.
    const measured = base.startsWith('http') ? widths : widths.slice(0, 1);
    for (const path of pages) await look(context, base, path, measured);
    await context.close();
})));
await browser.close();
server.close();
for (const finding of findings.sort()) console.error(finding);
console.log(`${pages.length} pages, ${findings.length} findings`);
process.exit(findings.length > 0 ? 1 : 0);

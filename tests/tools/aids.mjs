// Switches the reading aids of pages on in Chromium, with and without scripts, and says what is wrong.
//   node aids.mjs NODE_MODULES FOLDER PAGE…
// With scripts a choice holds on the next page; without, on the page itself. Nothing scrolls sideways, and axe-core has
// nothing to say of a page that is large, black, plain, or all of it. Exit 0: nothing wrong; 1: findings on stderr.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { reader } from './axe.mjs';
import { CHROMIUM, FLAGS } from './server.mjs';

const [modules, folder, ...pages] = process.argv.slice(2);
const { chromium } = await import(pathToFileURL(join(modules, 'playwright-core/index.mjs')).href);

const CHOICES = [['big'], ['contrast'], ['plain'], ['big', 'contrast', 'pointer', 'plain']];
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const read = await reader(modules, TAGS);

const findings = [];
let states = 0;

function look() {
    const style = (selector) => getComputedStyle(document.querySelector(selector));
    return {
        wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
        size: parseFloat(style('html').fontSize),
        ground: style('body').backgroundColor,
        pointer: style('body').cursor.includes('url('),
        code: document.querySelector('.strip-code') ? style('.strip-code').display : 'none',
        checked: Array.from(document.querySelectorAll('.aid input:checked'), (box) => box.id.slice(4)),
    };
}

function judge(seen, chosen, find) {
    const is = (name) => chosen.includes(name);
    if (seen.wide > 0) find(`scrolls sideways by ${seen.wide} px`);
    if (is('big') !== seen.size >= 24) find(`has text of ${seen.size} px`);
    if (is('contrast') !== (seen.ground === 'rgb(0, 0, 0)')) find(`has the ground ${seen.ground}`);
    if (is('pointer') !== seen.pointer) find(`has ${seen.pointer ? 'a large' : 'no large'} pointer`);
    if (is('plain') && seen.code !== 'none') find('shows its QR code');
    if (seen.checked.join() !== chosen.join()) find(`has these boxes checked: ${seen.checked}`);
}

async function choose(page, chosen) {
    // A box may be out of sight where there is no mouse.
    for (const name of chosen) await page.locator(`#aid-${name}`).dispatchEvent('click');
}

async function visit(browser, width, javaScriptEnabled, chosen) {
    const options = { viewport: { width, height: 900 }, javaScriptEnabled, isMobile: width < 600, bypassCSP: true };
    const context = await browser.newContext(options);
    const page = await context.newPage();
    for (const path of pages) {
        const find = (what) => findings.push(`${width} ${javaScriptEnabled ? 'scripts' : 'no scripts'} ${chosen.join('+')} ${path}: ${what}`);
        const again = javaScriptEnabled && path !== pages[0];
        await page.goto(`${pathToFileURL(folder).href}/${path}`);
        if (!again) await choose(page, chosen);
        judge(await page.evaluate(look), chosen, find);
        if (javaScriptEnabled) (await read(page)).forEach(find);
        states += 1;
    }
    await context.close();
}

const browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
for (const width of [390, 1366]) {
    for (const scripts of [true, false]) for (const chosen of CHOICES) await visit(browser, width, scripts, chosen);
}
await browser.close();
for (const finding of findings.sort()) console.error(finding);
console.log(`${states} states, ${findings.length} findings`);
process.exit(findings.length > 0 ? 1 : 0);

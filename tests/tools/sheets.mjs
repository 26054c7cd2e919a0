// Opens capture sheets of a finished site in Chromium, at both of their sizes, and says what does not fit.
//   node sheets.mjs NODE_MODULES FOLDER [--print] PAGE…      --print: on paper too, which must be one page a sheet
// Exit 0: all of them fit; 1: findings, one a line on standard error. A sheet of one single row may be too high: the
// row is. Such sheets are counted.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CHROMIUM, FLAGS } from './server.mjs';

const [modules, folder, ...rest] = process.argv.slice(2);
const pages = rest.filter((word) => word !== '--print');
const { chromium } = await import(pathToFileURL(join(modules, 'playwright-core/index.mjs')).href);

const LAYOUTS = [
    { name: 'A4', width: 794, height: 1123 },
    { name: 'screen', width: 1366, height: 768 },
];

/** What is wrong with the sheet that is open, as lines, and how many pixels are left above the version strip. */
function measure(layout) {
    const found = [];
    const sheet = document.querySelector('main.sheet');
    // What `capture` writes there may take two lines.
    document.querySelector('#capture-mark').textContent = layout.name === 'A4' ? '本地渲染'.repeat(30) : '';
    const box = sheet.getBoundingClientRect();
    const size = `${box.width} × ${box.height} at ${box.left}, ${box.top}`;
    if (box.width !== layout.width || box.left !== 0 || box.top !== 0) found.push(`the sheet is ${size}`);
    if (layout.name === 'A4' ? box.height !== layout.height : box.height > 2000) found.push(`the sheet is ${size}`);
    const style = getComputedStyle(sheet);
    const inner = {
        left: box.left + parseFloat(style.paddingLeft) - 0.5, right: box.right - parseFloat(style.paddingRight) + 0.5,
        top: box.top + parseFloat(style.paddingTop) - 0.5, bottom: box.bottom - parseFloat(style.paddingBottom) + 0.5,
    };
    const within = (rect, frame) => rect.left >= frame.left && rect.right <= frame.right
        && rect.top >= frame.top && rect.bottom <= frame.bottom;
    const words = (node) => node.textContent.trim().slice(0, 20);
    for (const element of sheet.querySelectorAll('*:not(path)')) {
        if (!within(element.getBoundingClientRect(), inner)) {
            found.push(`stands out of the sheet: ${element.tagName} ${element.id} ${words(element)}`);
            if (found.length > 9) break;
        }
        const { overflowX, overflowY, textOverflow } = getComputedStyle(element);
        if (!element.closest('svg') && `${overflowX} ${overflowY} ${textOverflow}` !== 'visible visible clip') {
            found.push(`may be cut: ${element.tagName} ${words(element)}`);
        }
    }
    const walker = document.createTreeWalker(sheet, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        // Marks heaped on one letter are drawn over its neighbours, by their nature.
        if (!node.data.trim() || /\p{M}{3}/u.test(node.data)) continue;
        const cell = node.parentElement.closest('td, th, dd, dt, p, h1, caption').getBoundingClientRect();
        const frame = { left: cell.left - 0.5, right: cell.right + 0.5, top: cell.top - 0.5, bottom: cell.bottom + 0.5 };
        const range = document.createRange();
        range.selectNodeContents(node);
        const out = [...range.getClientRects()].find((rect) => rect.left < frame.left || rect.right > frame.right);
        if (out) found.push(`stands out of its cell by ${Math.round(out.right - cell.right)} px: ${words(node)}`);
    }
    const [strip, sums] = ['.strip', '.sums'].map((name) => sheet.querySelector(name).getBoundingClientRect());
    const rows = sheet.querySelectorAll('tbody tr').length;
    return { found, rows, spare: Math.floor(strip.top - sums.bottom) };
}

const browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
const findings = [];
let alone = 0;
let least = Infinity;

async function look(page, path) {
    await page.setViewportSize(LAYOUTS[0]);
    await page.goto(pathToFileURL(join(folder, path)).href, { waitUntil: 'load' });
    for (const layout of LAYOUTS) {
        await page.setViewportSize(layout);
        const { found, rows, spare } = await page.evaluate(measure, layout);
        const too_high = rows === 1 && found.length > 0 && found.every((it) => /^(stands out of the|the) sheet/.test(it));
        if (too_high) alone += 1;
        else found.forEach((what) => findings.push(`${layout.name} ${path}: ${what}`));
        if (layout.name === 'A4' && !too_high) least = Math.min(least, spare);
    }
    if (!rest.includes('--print')) return;
    const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
    const count = pdf.toString('latin1').match(/\/Type\s*\/Page\b/g).length;
    if (count !== 1) findings.push(`paper ${path}: ${count} pages`);
}

const context = await browser.newContext({ deviceScaleFactor: 2, locale: 'zh-CN' });
const left = [...pages];
await Promise.all([0, 1].map(async () => {
    const page = await context.newPage();
    while (left.length > 0) await look(page, left.shift());
}));
await browser.close();
for (const finding of findings.sort()) console.error(finding);
console.log(`${pages.length} sheets, ${findings.length} findings, ${alone} too high, ${least} px left on the fullest`);
process.exit(findings.length > 0 ? 1 : 0);

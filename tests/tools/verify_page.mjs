// Asks the page of codes and files, from a folder and from a server, as people do.
//   node verify_page.mjs NODE_MODULES FOLDER < QUESTIONS
// QUESTIONS is a list of `{code}`, `{files}` or `{drop}` with what is asked, and `says`, `leads` and `digests` with what
// the answer must say, which pages it must lead to, and which digests it must show in their order.
// Exit 0: all is as wanted; 1: findings, one a line on standard error.
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import { CHROMIUM, FLAGS, serve } from './server.mjs';
import { Visitor } from './visitor.mjs';

const [modules, folder] = process.argv.slice(2);
const { chromium } = await import(pathToFileURL(join(modules, 'playwright-core/index.mjs')).href);
const questions = JSON.parse(await text(process.stdin));

const SUB_PATH = '/a/b/';
const PAGE = 'verify/index.html';
const findings = [];
let checked = 0;

/** Lets a file fall on a page. */
async function drop(page, file) {
    const bytes = (await readFile(file)).toString('base64');
    const carried = await page.evaluateHandle(([name, data]) => {
        const carrier = new DataTransfer();
        carrier.items.add(new File([Uint8Array.from(atob(data), (unit) => unit.charCodeAt(0))], name));
        return carrier;
    }, [basename(file), bytes]);
    await page.dispatchEvent('main', 'drop', { dataTransfer: carried });
}

async function ask(visitor, { code, link, files, drop: dropped }) {
    const { page } = visitor;
    if (code !== undefined) {
        await page.fill('#verify-code', code);
        await page.click('#verify-submit');
    } else if (link) {
        await visitor.open(PAGE + link);
    } else if (files) {
        await page.setInputFiles('#verify-files', files);
    } else {
        await drop(page, dropped);
    }
    await page.waitForFunction(() => document.querySelector('.answer') && !document.querySelector('.answer-busy'));
}

async function hear(visitor, question) {
    const { page } = visitor;
    const answer = await visitor.text('#verify-answers');
    const about = JSON.stringify(question).slice(0, 160);
    for (const part of question.says ?? []) visitor.holds(about, answer, part);
    for (const part of question.never ?? []) visitor.is(`${about} says “${part}”`, answer.includes(part), false);
    const leads = await page.$$eval('#verify-answers a', (links) => links.map((link) => link.href));
    for (const path of question.leads ?? []) {
        visitor.is(`${about} leads to ${path}`, leads.includes(visitor.base + path) || leads, true);
    }
    if (question.digests) {
        const shown = (await visitor.texts('#verify-answers .answer-facts dd')).filter((line) => /^[0-9a-f]{64}$/.test(line));
        visitor.is('digests', shown, question.digests);
    }
    const top = await page.$eval('.answer', (first) => first.getBoundingClientRect().top);
    visitor.is(`${about} is answered in sight`, top >= 0 && top < 900, true);
}

async function asksEverything(visitor) {
    await visitor.open(PAGE);
    for (const question of questions) {
        await ask(visitor, question);
        await hear(visitor, question);
    }
    const wide = await visitor.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    visitor.is('no sideways scrolling', wide, 0);
}

async function readsWithoutScripts(visitor) {
    await visitor.open(PAGE);
    visitor.is('nothing to type in', await visitor.page.locator('#verify').isVisible(), false);
    visitor.is('it is said', await visitor.page.locator('.unscripted').isVisible(), true);
    visitor.is('digests', await visitor.page.locator('.verified tbody tr').first().isVisible(), true);
}

const server = await serve(folder, SUB_PATH);
const browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
const bases = { file: `${pathToFileURL(folder).href}/`, http: `http://127.0.0.1:${server.address().port}${SUB_PATH}` };
const visits = [['file', 1366, asksEverything], ['http', 390, asksEverything], ['file', 1366, readsWithoutScripts]];
for (const [where, width, task] of visits) {
    const context = await browser.newContext({ viewport: { width, height: 900 }, locale: 'zh-CN', isMobile: width < 600,
        javaScriptEnabled: task === asksEverything });
    const visitor = new Visitor(await context.newPage(), bases[where], `${where} ${width} ${task.name}`);
    visitor.page.setDefaultTimeout(20000);
    await task(visitor).catch((error) => visitor.find(error.message.split('\n').slice(0, 3).join(' ')));
    await context.close();
    findings.push(...visitor.findings);
    checked += visitor.checked;
}
await browser.close();
server.close();
for (const finding of findings) console.error(finding);
console.log(`${checked} checks, ${findings.length} findings`);
process.exit(findings.length > 0 ? 1 : 0);

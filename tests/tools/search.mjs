// Looks for things on a finished site as people do, with and without scripts, from a folder and from a server.
//   node search.mjs PLAYWRIGHT FOLDER
// The site is the sample with its fourth edition. Exit 0: all was found; 1: findings, one a line on standard error.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { FLAGS, Visitor, serve } from './visitor.mjs';

const [playwright, folder] = process.argv.slice(2);
const { chromium } = await import(pathToFileURL(playwright).href);

const SUB_PATH = '/a/b/';
const PHONE = '0538-0000005';

const findings = [];
let checked = 0;

async function digestOfDownload(visitor, link) {
    const [download] = await Promise.all([visitor.page.waitForEvent('download'), link.click()]);
    const bytes = await readFile(await download.path());
    return createHash('sha256').update(bytes).digest('hex');
}

// ---- What everybody can do, whatever the browser ----

async function downloadsAList(visitor) {
    const { page } = visitor;
    await visitor.open('subsidies/index.html');
    await visitor.follow(page.locator('main a[href*="2021-02/index.html"]').first());
    await visitor.follow(page.locator('main a[href*="xintai/r1/index.html"]').first());
    visitor.is('the list is open', visitor.path(), 'subsidies/2021-02/xintai/r1/index.html');
    const digest = await digestOfDownload(visitor, page.locator('a[href$="r1.csv"]').first());
    visitor.holds('the page of the list', await page.locator('main').textContent(), digest);
}

async function findsWithoutScripts(visitor) {
    const { page } = visitor;
    await visitor.open('index.html');
    await visitor.follow(page.locator('nav a', { hasText: '搜索' }).first());
    visitor.is('the search box is not offered', await page.locator('#search').isVisible(), false);
    visitor.is('it is said why', await page.locator('.unscripted').isVisible(), true);
    await visitor.follow(page.locator('main a[href$="courses/xintai/index.html"]'));
    visitor.is('no filter is offered', await page.locator('.filters, .filter-clear').first().isVisible(), false);
    const row = page.locator('table.rows tbody tr', { hasText: 'GYB' }).first();
    visitor.is('the phone of the GYB course', await row.locator('[data-label="报名电话"]').innerText(), PHONE);
    await page.goBack();
    await visitor.follow(page.locator('main a[href$="occupations/index.html"]').first());
    const found = await page.locator('table.rows tbody tr', { hasText: '护理' }).count();
    visitor.is('there is an occupation with 护理', found > 0, true);
}

// ---- With scripts ----

async function type(visitor, words) {
    await visitor.page.locator('#search-words').fill(words);
    await visitor.becomes(`the address after “${words}”`, async () => new URL(visitor.page.url()).hash,
        words ? `#q=${encodeURIComponent(words)}` : '');
}

async function findsWithScripts(visitor) {
    const { page } = visitor;
    await visitor.open('index.html');
    await visitor.follow(page.locator('nav a', { hasText: '搜索' }).first());
    visitor.is('the search box is offered', await page.locator('#search').isVisible(), true);
    visitor.is('nothing is said about scripts', await page.locator('.unscripted').isVisible(), false);
    await type(visitor, '新泰 GYB');
    visitor.is('one course is found', await visitor.texts('.result-link'), ['GYB 产生你的企业想法']);
    visitor.is('under its kind', await page.locator('.result-group h2').first().textContent(), '马兰花创业培训班次 1 条');
    visitor.is('and its district', await visitor.texts('.result-group h3'), ['新泰市']);
    visitor.is('its phone can be called', await page.locator('.result-phone a').getAttribute('href'), `tel:${PHONE}`);
    visitor.is('what was met is marked', await visitor.texts('.result-group mark'), ['新泰', 'GYB']);
    visitor.is('it is announced', await visitor.text('#search-status'), '找到 1 条。');
    await visitor.follow(page.locator('.result-link'));
    visitor.is('the row is shown alone', await visitor.rows('班次编号'), ['XT2021-01']);
    visitor.holds('the page says so', await visitor.text('.filter-status'), '仅显示筛选出的 1 条，共 7 条');
    await page.goBack();
    await visitor.becomes('Back returns to the results', () => visitor.texts('.result-link'), ['GYB 产生你的企业想法']);
    await type(visitor, '护理');
    const trades = await visitor.texts('.result-group:has(h2:text("急需紧缺职业")) .result-link');
    visitor.is('an occupation is found by a part of its name', trades.includes('养老护理员'), true);
}

async function readsWhatIsTyped(visitor) {
    const { page } = visitor;
    await visitor.open('search/index.html');
    const results = async (words) => {
        await type(visitor, words);
        return visitor.texts('.result-link');
    };
    const plain = await results('GYB 新泰');
    for (const words of ['gyb 新泰', 'ＧＹＢ　新泰', 'ｇＹb  新泰', '新泰 gyb产生', 'xt2021-01']) {
        visitor.is(`“${words}” means the same`, await results(words), plain);
    }
    for (const words of ['ylhly', 'yanglaohuliyuan', 'yanglaohu', '养lao护', "yang'lao", 'YLHLY', 'ｙｌｈｌｙ']) {
        const found = await results(words);
        visitor.is(`“${words}” sounds like 养老护理员`, found.includes('养老护理员'), true);
    }
    // 校 is xiao, and jiao too.
    for (const words of ['zypxxx', 'zypxxj', 'zhiyepeixunxuexiao']) {
        const found = await results(words);
        visitor.is(`“${words}” sounds like 职业培训学校`, found.some((title) => title.includes('职业培训学校')), true);
    }
    visitor.is('one letter is no sound', (await results('z')).includes('职业指导员'), false);
    visitor.is('nothing is found of nonsense', await results('qwxzv'), []);
    visitor.is('it is said what to do', await page.locator('#search-none').isVisible(), true);
    await results('培训');
    const first = await page.locator('.result-link').count();
    await page.locator('#search-more').click();
    visitor.is('more are shown', (await page.locator('.result-link').count()) > first, true);
    visitor.is('and the first of them has the focus', await page.evaluate((at) => document.activeElement
        === document.querySelectorAll('.result-link')[at], first), true);
    await page.locator('#search-kind').selectOption('occupations');
    visitor.is('one kind alone', (await page.locator('.result-group h2').count()) <= 1, true);
    await page.goBack();
    await visitor.becomes('Back widens the search', () => page.locator('#search-kind').inputValue(), '');
}

async function worksWithKeysAlone(visitor) {
    const { page } = visitor;
    const focus = () => page.evaluate(() => document.activeElement.id || document.activeElement.className);
    await visitor.open('search/index.html');
    for (let i = 0; i < 40 && await focus() !== 'search-words'; i += 1) await page.keyboard.press('Tab');
    visitor.is('the box is reached', await focus(), 'search-words');
    await page.keyboard.type('ylhly');
    await page.keyboard.press('ArrowDown');
    visitor.is('an arrow leads to the results', await focus(), 'result-link');
    await page.keyboard.press('ArrowDown');
    const second = await page.evaluate(() => [...document.querySelectorAll('.result-link')].indexOf(document.activeElement));
    visitor.is('and on', second, 1);
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    visitor.is('and back', await focus(), 'search-words');
    await page.keyboard.press('Escape');
    visitor.is('Escape clears', [await page.locator('#search-words').inputValue(), await visitor.texts('.result-link')], ['', []]);
    await page.keyboard.type('XT2021-01');
    await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
    await visitor.becomes('Enter opens the first result', async () => visitor.path(), 'courses/xintai/index.html#q=XT2021-01');
    const onSummary = () => page.evaluate(() => document.activeElement.matches('.filters summary'));
    for (let i = 0; i < 60 && !await onSummary(); i += 1) await page.keyboard.press('Tab');
    // Narrow windows keep the choices folded.
    if (!await page.locator('#filter-q').isVisible()) await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    visitor.is('the filters are reached', await focus(), 'filter-q');
    await page.keyboard.press('Control+A');
    await page.keyboard.press('Delete');
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await visitor.becomes('keys choose a stage', async () => visitor.path(), 'courses/xintai/index.html#stage=SYB');
}

async function filters(visitor) {
    const { page } = visitor;
    await visitor.open('courses/index.html');
    const all = await visitor.rows('班次编号');
    visitor.is('all are shown', all.length, 40);
    visitor.is('nothing is said of a whole table', await page.locator('.filter-status').textContent(), '');
    await page.locator('.filters').evaluate((details) => { details.open = true; });
    const choose = (key, value) => page.locator(`select[data-filter="${key}"]`).selectOption(value);
    await choose('district', 'xintai');
    visitor.is('a district', [...new Set(await visitor.rows('发布地区'))], ['新泰市']);
    await choose('stage', 'GYB');
    visitor.is('and a stage', await visitor.rows('班次编号'), ['XT2021-01']);
    visitor.is('in the address', visitor.path(), 'courses/index.html#district=xintai&stage=GYB');
    visitor.is('it is said', await visitor.text('.filter-status'),
        '仅显示筛选出的 1 条，共 40 条（地区：新泰市；课程(阶段)：GYB 产生你的企业想法）。');
    await choose('state', '计划');
    visitor.is('nothing is left', await page.locator('.filter-none').isVisible(), true);
    await page.goBack();
    await visitor.becomes('Back undoes one choice', () => visitor.rows('班次编号'), ['XT2021-01']);
    await page.goBack();
    await visitor.becomes('and the next', () => page.locator('select[data-filter="stage"]').inputValue(), '');
    await page.locator('.filter-clear').click();
    visitor.is('clearing shows all, in their order', await visitor.rows('班次编号'), all);
    visitor.is('and the address is bare', visitor.path(), 'courses/index.html');
    await choose('month', '2021-07');
    const days = await visitor.rows('开班日期');
    visitor.is('a month', days.length > 0 && days.every((day) => day.startsWith('2021-07')), true);
    await choose('state', '报名中');
    visitor.is('and a state', [...new Set(await visitor.rows('状态'))], ['报名中']);
    await choose('group', '小微企业负责人');
    visitor.is('and a group', [...new Set(await visitor.rows('招收对象'))], ['小微企业负责人']);
    await page.locator('.filter-clear').click();
    await page.locator('input[data-filter]').fill('ｘｔ2021');
    visitor.is('words, folded', (await visitor.rows('班次编号')).every((code) => code.startsWith('XT2021')), true);
}

async function sorts(visitor) {
    const { page } = visitor;
    await visitor.open('courses/index.html');
    await page.locator('.filters').evaluate((details) => { details.open = true; });
    const sort = page.locator('select[data-sort]');
    await sort.selectOption('-计划人数');
    const seats = (await visitor.rows('计划人数')).map(Number);
    visitor.is('numbers from the largest', seats, [...seats].sort((a, b) => b - a));
    visitor.holds('it is said', await visitor.text('.filter-status'), '按“计划人数”从大到小排列，不是发布时的顺序。');
    await sort.selectOption('课程(阶段)');
    const stages = (await visitor.rows('课程(阶段)')).filter((stage) => /^[GSIE]YB/.test(stage)).map((stage) => stage[0]).join('');
    visitor.is('stages in the order of a founder’s way', /^G+S+I+E+$/.test(stages) || stages, true);
    visitor.is('the head says so', await page.locator('th[aria-sort="ascending"] .sort-button').textContent(), '课程(阶段)');
    await visitor.open('courses/index.html#district=xintai&sort=-%E5%BC%80%E7%8F%AD%E6%97%A5%E6%9C%9F');
    const days = await visitor.rows('开班日期');
    visitor.is('a shared link sorts and filters', [days.length, days], [7, [...days].sort().reverse()]);
    const head = page.locator('th .sort-button', { hasText: '开班日期' });
    if (await head.isVisible()) {
        await head.click();
        visitor.is('a third click on a head returns to the order as published', await sort.inputValue(), '');
        await head.click();
        visitor.is('the next one sorts', await sort.inputValue(), '开班日期');
    }
    await visitor.open('projects/index.html#month=2021-06');
    const times = await visitor.rows('组织时间');
    visitor.is('months that people wrote are understood', times.length > 0 && times.every((time) => /6/.test(time)), true);
}

async function keepsItsShape(visitor) {
    const { page } = visitor;
    await visitor.open('courses/index.html#stage=GYB');
    const wide = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    visitor.is('no sideways scrolling', await wide(), 0);
    await page.locator('.filters').evaluate((details) => { details.open = true; });
    visitor.is('nor with the filters open', await wide(), 0);
    const small = await page.$$eval('.filters select, .filters input, .filters summary, .filter-clear', (controls) => controls
        .filter((control) => control.getBoundingClientRect().height < 44).map((control) => control.outerHTML.slice(0, 80)));
    visitor.is('all controls are large', small, []);
    await page.emulateMedia({ media: 'print' });
    visitor.is('paper says that rows are missing', await page.locator('.filter-status').isVisible(), true);
    visitor.is('paper has no controls', await page.locator('.filters, .filter-clear').first().isVisible(), false);
    await page.emulateMedia({ media: 'screen' });
    await page.evaluate(() => { location.hash = 'lists'; });
    await page.waitForTimeout(100);
    visitor.is('a link within the page leaves the filter', (await visitor.rows('班次编号')).length, 5);
}

async function withstandsFragments(visitor) {
    for (const path of ['search/index.html', 'courses/index.html']) {
        for (const words of ['q=<img src=x onerror=alert(1)>', 'q=%', 'q=%E6%B3', 'stage=nowhere&district=__proto__', '=&&=x', 'q=(.*)+[',
            'kind=constructor&q=a', 'sort=toString', `q=${'a'.repeat(3000)}`]) {
            await visitor.open(`${path}#${words}`);
            await visitor.page.waitForTimeout(30);
            visitor.is(`${path} #${words.slice(0, 40)} brings in nothing`, await visitor.page.locator('main img').count(), 0);
        }
    }
}

// ---- All of it ----

const server = await serve(folder, SUB_PATH);
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: FLAGS });
const bases = { file: `${pathToFileURL(folder).href}/`, http: `http://127.0.0.1:${server.address().port}${SUB_PATH}` };
const scripted = [findsWithScripts, readsWhatIsTyped, worksWithKeysAlone, filters, sorts, keepsItsShape, withstandsFragments];
const visits = [
    { scripts: false, width: 1366, tasks: [findsWithoutScripts, downloadsAList] },
    { scripts: true, width: 1366, tasks: [downloadsAList, ...scripted] },
    { scripts: true, width: 390, tasks: [findsWithScripts, worksWithKeysAlone, filters, keepsItsShape] },
];

async function visit(where, base, { scripts, width, tasks }) {
    const context = await browser.newContext({ viewport: { width, height: 900 }, locale: 'zh-CN', isMobile: width < 600,
        javaScriptEnabled: scripts, acceptDownloads: true });
    await context.addInitScript(() => {
        document.addEventListener('securitypolicyviolation', (event) => console.error(`policy: ${event.effectiveDirective}`));
    });
    for (const task of tasks) {
        const visitor = new Visitor(await context.newPage(), base, `${where} ${width}${scripts ? '' : ' no scripts'} ${task.name}`);
        visitor.page.setDefaultTimeout(10000);
        await task(visitor).catch((error) => visitor.find(error.message.split('\n').slice(0, 3).join(' ')));
        await visitor.page.close();
        findings.push(...visitor.findings);
        checked += visitor.checked;
    }
    await context.close();
}

await Promise.all(Object.entries(bases).map(async ([where, base]) => {
    for (const one of visits) await visit(where, base, one);
}));
await browser.close();
server.close();
for (const finding of findings) console.error(finding);
console.log(`${checked} checks, ${findings.length} findings`);
process.exit(findings.length > 0 ? 1 : 0);

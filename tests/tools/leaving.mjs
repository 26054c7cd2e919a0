// Follows a link to another site in Chromium without JavaScript: is asked, goes back, is asked again, goes there.
//   node leaving.mjs NODE_MODULES FOLDER PAGE LINK ADDRESS
// No request leaves the machine: the address is answered here.
import assert from 'node:assert';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CHROMIUM, FLAGS } from './server.mjs';

const [modules, folder, path, link, address] = process.argv.slice(2);
const { chromium } = await import(pathToFileURL(join(modules, 'playwright-core/index.mjs')).href);

const browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 390, height: 900 } });
const asked = [];
await context.route(/^https?:/, (route) => {
    asked.push([route.request().url(), route.request().headers().referer]);
    return route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>there</title>' });
});

const page = await context.newPage();
const start = pathToFileURL(join(folder, path)).href;
await page.goto(start);
const follow = async () => {
    await page.getByRole('link', { name: link }).click();
    await page.getByRole('heading', { name: '离开本站提示' }).waitFor();
    assert.ok(page.url().includes('/leaving/'), page.url());
    assert.ok(await page.getByText(address, { exact: true }).isVisible(), 'the address is shown');
};
await follow();
await page.getByRole('link', { name: '放弃' }).click();
await page.waitForURL(start);
assert.deepEqual(asked, [], 'nothing is asked of others before the reader agrees');
await follow();
await page.getByRole('link', { name: '继续访问' }).click();
await page.waitForURL(address);
assert.deepEqual(asked, [[address, undefined]], 'the other site is not told where from');
await browser.close();
console.log('asked, went back, went there');

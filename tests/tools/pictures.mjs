// Takes pictures of pages of a finished site, and prints them.
//   node pictures.mjs NODE_MODULES FOLDER OUT view WIDTH PAGE…     tiles OUT/<page>-<width>[-n].png, at most TILE high
//   node pictures.mjs NODE_MODULES FOLDER OUT print PAGE…          sheets OUT/<page>.pdf, on A4
// Says one JSON object a file: its name, and for a picture its size in CSS px and how many colours it has.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CHROMIUM, FLAGS } from './server.mjs';

const [modules, folder, out, task, ...rest] = process.argv.slice(2);
const { chromium } = await import(pathToFileURL(join(modules, 'playwright-core/index.mjs')).href);

// Higher pictures were found to be wrong without an error.
const TILE = 4000;
// Further down a long list there are only more rows.
const TILES = 3;

const name = (path) => path.replace(/\.html$/, '').replaceAll('/', '-');

/** How many colours a picture has, as the browser itself decodes it. */
function colours(blank, png) {
    return blank.evaluate(async (data) => {
        const image = new Image();
        image.src = data;
        await image.decode();
        const canvas = document.createElement('canvas');
        canvas.width = image.width;
        canvas.height = image.height;
        const paint = canvas.getContext('2d');
        paint.drawImage(image, 0, 0);
        const pixels = new Uint32Array(paint.getImageData(0, 0, image.width, image.height).data.buffer);
        return new Set(pixels).size;
    }, `data:image/png;base64,${png.toString('base64')}`);
}

async function view(browser, width, pages) {
    const context = await browser.newContext({ viewport: { width, height: 900 }, locale: 'zh-CN', isMobile: width < 600 });
    const [page, blank] = [await context.newPage(), await context.newPage()];
    for (const path of pages) {
        await page.goto(pathToFileURL(join(folder, path)).href, { waitUntil: 'load' });
        const height = await page.evaluate(() => document.documentElement.scrollHeight);
        for (let top = 0; top < Math.min(height, TILES * TILE); top += TILE) {
            const clip = { x: 0, y: top, width, height: Math.min(TILE, height - top) };
            const png = await page.screenshot({ fullPage: true, clip, scale: 'css', animations: 'disabled' });
            const file = `${name(path)}-${width}${top === 0 ? '' : `-${1 + top / TILE}`}.png`;
            await writeFile(join(out, file), png);
            const size = { width: png.readUInt32BE(16), height: png.readUInt32BE(20) };
            console.log(JSON.stringify({ file, page: path, top, page_height: height, ...size, colours: await colours(blank, png) }));
        }
    }
}

async function print(browser, pages) {
    const page = await (await browser.newContext({ locale: 'zh-CN' })).newPage();
    for (const path of pages) {
        await page.goto(pathToFileURL(join(folder, path)).href, { waitUntil: 'load' });
        const file = `${name(path)}.pdf`;
        await page.pdf({ path: join(out, file), preferCSSPageSize: true, printBackground: true });
        console.log(JSON.stringify({ file, page: path }));
    }
}

await mkdir(out, { recursive: true });
const browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
if (task === 'view') await view(browser, Number(rest[0]), rest.slice(1));
if (task === 'print') await print(browser, rest);
await browser.close();

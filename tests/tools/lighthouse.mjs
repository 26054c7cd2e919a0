// Lighthouse over pages of a finished site, as on a phone.
//   node lighthouse.mjs NODE_MODULES FOLDER PAGE…
// The site is at the root of the server: only there does Lighthouse find robots.txt.
// Says one JSON object a page: its scores, the audits that failed, and what was loaded by kind in bytes before packing.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CHROMIUM, FLAGS, serve } from './server.mjs';

const [modules, folder, ...pages] = process.argv.slice(2);
const load = (path) => import(pathToFileURL(join(modules, path)).href);
const { default: lighthouse } = await load('lighthouse/core/index.js');
const { launch } = await load('chrome-launcher/dist/index.js');

// No performance category: it is a timing, and the machine's other work would be in it.
const CONFIG = {
    extends: 'lighthouse:default',
    settings: {
        onlyCategories: ['accessibility', 'best-practices', 'seo'],
        onlyAudits: ['network-requests'],
        formFactor: 'mobile',
        locale: 'en-US',
        // Static pages are quiet as soon as they are loaded.
        pauseAfterFcpMs: 0, pauseAfterLoadMs: 0, networkQuietThresholdMs: 500, cpuQuietThresholdMs: 500,
    },
};

function report(page, { categories, audits }) {
    const scores = Object.fromEntries(Object.entries(categories).map(([name, { score }]) => [name, score]));
    const counted = Object.values(categories).flatMap(({ auditRefs }) => auditRefs).filter(({ weight }) => weight > 0);
    const failed = counted.map(({ id }) => audits[id]).filter(({ score }) => score !== null && score < 1);
    const requests = audits['network-requests'].details.items
        .map(({ url, resourceType, resourceSize }) => ({ url, type: resourceType, bytes: resourceSize }));
    return { page, scores, failed: failed.map(({ id }) => id), requests };
}

const server = await serve(folder, '/');
const chromium = await launch({ chromePath: CHROMIUM, chromeFlags: ['--headless=new', ...FLAGS], logLevel: 'error' });
const base = `http://127.0.0.1:${server.address().port}/`;
for (const page of pages) {
    const result = await lighthouse(base + page, { port: chromium.port, logLevel: 'error' }, CONFIG);
    const { lhr } = result;
    if (lhr.runtimeError) throw new Error(`${page}: ${lhr.runtimeError.message}`);
    console.log(JSON.stringify(report(page, lhr)));
}
await chromium.kill();
server.close();

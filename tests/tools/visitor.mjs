// A visitor of a finished site: one tab of Chromium of which everything is heard, and a server for its files.
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';

const TYPES = { '.html': 'text/html; charset=utf-8', '.css': 'text/css', '.js': 'text/javascript', '.svg': 'image/svg+xml',
    '.csv': 'text/csv' };

export const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync'];

/** Serves a folder under a path of its own until it is closed. */
export function serve(folder, below) {
    const server = createServer(async (request, response) => {
        const path = decodeURIComponent(new URL(request.url, 'http://localhost').pathname);
        const inside = path.startsWith(below);
        const bytes = inside ? await readFile(join(folder, normalize(path.slice(below.length)))).catch(() => null) : null;
        response.writeHead(bytes ? 200 : 404, { 'content-type': TYPES[extname(path)] ?? 'application/octet-stream' });
        response.end(bytes ?? '');
    });
    return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

/** One tab, and what is found wrong in it. */
export class Visitor {
    constructor(page, base, name) {
        Object.assign(this, { page, base, name, findings: [], checked: 0 });
        const hear = (what) => this.find(what);
        page.on('console', (message) => hear(`the console says: ${message.text()}`));
        page.on('pageerror', (error) => hear(`a script fails: ${error.message}`));
        page.on('dialog', (dialog) => hear(`a dialog opens: ${dialog.message()}`));
        page.on('request', (request) => {
            if (!request.url().startsWith(base) && !request.url().startsWith('data:')) hear(`others are asked: ${request.url()}`);
        });
    }

    find(what) { this.findings.push(`${this.name}: ${what}`); }

    is(what, seen, wanted) {
        this.checked += 1;
        if (JSON.stringify(seen) !== JSON.stringify(wanted)) {
            this.find(`${what}: ${JSON.stringify(seen)} and not ${JSON.stringify(wanted)}`);
        }
    }

    /** As `is`, once the page has come to rest. */
    async becomes(what, look, wanted) {
        let seen;
        for (let i = 0; i < 40; i += 1) {
            seen = await look();
            if (JSON.stringify(seen) === JSON.stringify(wanted)) break;
            await this.page.waitForTimeout(50);
        }
        this.is(what, seen, wanted);
    }

    holds(what, text, part) { this.is(`${what} holds “${part}”`, text.includes(part) || text, true); }

    // A fragment alone is no new page: go by way of an empty one.
    async open(path) {
        await this.page.goto('about:blank');
        await this.page.goto(this.base + path);
    }

    /** Clicks a link and waits for what it leads to. */
    async follow(link) { await Promise.all([this.page.waitForEvent('load'), link.click()]); }

    path() { return decodeURIComponent(this.page.url().slice(this.base.length)); }

    text(selector) { return this.page.locator(selector).innerText(); }

    texts(selector) { return this.page.locator(selector).allInnerTexts(); }

    /** The rows that can be seen, as texts of one column. */
    rows(label) {
        return this.page.$$eval('table.rows tbody tr', (rows, wanted) => rows.filter((row) => row.offsetParent !== null)
            .map((row) => row.querySelector(`[data-label="${wanted}"]`).textContent.trim()), label);
    }
}

// What the scripts share: a small server of a finished site, and how Chromium is started.
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';

// The engine without the windows around it, which cost more than the pages. The program's own tests of pictures take
// the browser that people have.
export const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium-headless-shell';
export const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
    '--disable-background-networking', '--disable-component-update', '--disable-sync'];

const TYPES = { '.html': 'text/html; charset=utf-8', '.css': 'text/css', '.js': 'text/javascript', '.png': 'image/png',
    '.svg': 'image/svg+xml', '.xml': 'text/xml', '.json': 'application/json', '.csv': 'text/csv',
    '.ics': 'text/calendar', '.txt': 'text/plain' };

/** Serves a folder below a path that ends in `/`, on a free port of this machine. */
export function serve(folder, below) {
    const server = createServer(async (request, response) => {
        const path = decodeURIComponent(new URL(request.url, 'http://localhost').pathname);
        const outside = !path.startsWith(below);
        const bytes = outside ? null : await readFile(join(folder, normalize(path.slice(below.length)))).catch(() => null);
        response.writeHead(bytes ? 200 : 404, { 'content-type': TYPES[extname(path)] ?? 'application/octet-stream' });
        response.end(bytes ?? '');
    });
    return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

// What the scripts share that ask axe-core of a page.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Reads open pages with axe-core: what it finds of some tags, a line each. */
export async function reader(modules, tags) {
    const axe = await readFile(join(modules, 'axe-core/axe.min.js'), 'utf8');
    return async (page) => {
        if (!await page.evaluate(() => 'axe' in globalThis)) await page.evaluate(axe);
        const { violations } = await page.evaluate(
            (tags) => globalThis.axe.run({ runOnly: tags, resultTypes: ['violations'], preload: false }), tags);
        return violations.map(({ id, nodes }) => `axe ${id}: ${nodes.length} × ${nodes[0].target.join(' ')}`);
    };
}

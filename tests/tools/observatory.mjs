// Asks the ten tests of MDN's HTTP Observatory about one address of a server on this machine.
//   node observatory.mjs PACKAGE PORT PATH
// Prints a line a test: points, name and result, with tabs between. The package's own command asks a host's root on
// the usual ports; its parts are the same, told the port and the path.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [folder, port, path] = process.argv.slice(2);
const part = (name) => import(pathToFileURL(join(folder, 'src', name)).href);
const { retrieve } = await part('retriever/retriever.js');
const { ALL_TESTS } = await part('constants.js');
const { getScoreModifier } = await part('grader/grader.js');

// There is no TLS on the port: the question for it fails, as it would where no TLS is.
const answers = await retrieve('127.0.0.1', { httpPort: port, httpsPort: port, path });
if (answers.responses.auto?.status !== 200) throw new Error(`${path}: ${answers.responses.auto?.status}`);
for (const test of ALL_TESTS) {
    const output = test(answers);
    console.log([getScoreModifier(output.result), output.constructor.name, output.result].join('\t'));
}

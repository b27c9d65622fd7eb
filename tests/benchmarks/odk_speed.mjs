// Times ODK's own engine on one form: load, and the same answers that our engine is timed with.
//
//   ORACLE=FOLDER node odk_speed.mjs FORM.xml
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const folder = process.env.ORACLE;
const require = createRequire(join(folder, 'package.json'));
const { JSDOM } = require('jsdom');
const window = new JSDOM('', { url: 'http://localhost/' }).window;
globalThis.require = require;
globalThis.__dirname = folder;
globalThis.window = window;
for (const name of Object.getOwnPropertyNames(window)) {
	if (!(name in globalThis)) {
		globalThis[name] = window[name];
	}
}
const engine = await import(
	pathToFileURL(join(folder, 'node_modules/@getodk/xforms-engine/dist/index.js')).href
);
const source = readFileSync(process.argv[2], 'utf8');
const options = {
	form: {
		missingResourceBehavior: 'BLANK',
		fetchFormAttachment: async () => new Response('', { status: 404 }),
	},
};

const begun = performance.now();
const { root } = await engine.createInstance(source, options);
const load = performance.now() - begun;

function* walk(node) {
	for (const child of node.currentState.children ?? []) {
		yield child;
		yield* walk(child);
	}
}

const nodes = new Map([...walk(root)].map((node) => [node.currentState.reference, node]));

function timed(reference, values) {
	const node = nodes.get(reference);
	const times = values.map((value) => {
		const start = performance.now();
		node.setValue(value);
		// What listens is worked out when it is read.
		for (const other of nodes.values()) {
			other.currentState.relevant;
		}
		return performance.now() - start;
	});
	return times.sort((one, other) => one - other)[Math.floor(times.length / 2)];
}

const many = Array.from({ length: 20 }, (_, index) => index);
const found = {
	load,
	one: timed('/data/s3/q2', many.map((index) => BigInt(index))),
	heard: timed('/data/s0/q0', many.map((index) => `x${index}`)),
	hides: timed('/data/s0/q0', many.map((index) => (index % 2 ? 'skip' : 'go'))),
	mb: process.memoryUsage().rss / 1e6,
};
process.stdout.write(JSON.stringify(found), () => process.exit(0));

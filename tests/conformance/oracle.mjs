// Runs a form and its steps through ODK's own engine and prints what our trace prints.
//
//   node oracle.mjs FORM.xml STEPS.json NOW_MS
//
// ORACLE names the folder whose node_modules holds @getodk/xforms-engine and jsdom.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [formPath, stepsPath, now] = process.argv.slice(2);
const folder = process.env.ORACLE ?? process.cwd();
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
const moment = Number(now);
const RealDate = Date;
globalThis.Date = class extends RealDate {
	constructor(...given) {
		super(...(given.length > 0 ? given : [moment]));
	}
	static now() {
		return moment;
	}
};

const engine = await import(
	pathToFileURL(join(folder, 'node_modules/@getodk/xforms-engine/dist/index.js')).href
);
const { root } = await engine.createInstance(readFileSync(formPath, 'utf8'), {
	form: {
		missingResourceBehavior: 'BLANK',
		fetchFormAttachment: async () => new Response('', { status: 404 }),
	},
});

const KINDS = new Set(['root', 'group', 'repeat-instance']);

function children(node) {
	return node.currentState.children ?? [];
}

function* walk(node) {
	for (const child of children(node)) {
		if (!child.nodeType.startsWith('repeat-range')) {
			yield child;
		}
		yield* walk(child);
	}
}

function find(reference) {
	for (const node of walk(root)) {
		if (node.currentState.reference === reference) {
			return node;
		}
	}
	return null;
}

function* ranges(node) {
	for (const child of children(node)) {
		if (child.nodeType.startsWith('repeat-range')) {
			yield child;
		}
		yield* ranges(child);
	}
}

function rangeAt(reference) {
	for (const range of ranges(root)) {
		if (range.currentState.reference === reference) {
			return range;
		}
	}
	throw new Error(`no repeat at ${reference}`);
}

function set(node, value) {
	if (node.nodeType === 'select') {
		node.selectValues(value === '' ? [] : value.split(' '));
	} else if (node.nodeType === 'rank') {
		node.setValues(value === '' ? [] : value.split(' '));
	} else if (node.nodeType === 'trigger') {
		node.setValue(value !== '');
	} else {
		node.setValue(value);
	}
}

function apply(step) {
	if ('set' in step) {
		const node = find(step.set);
		if (node === null) {
			throw new Error(`no node at ${step.set}`);
		}
		set(node, step.value ?? '');
	} else if ('add' in step) {
		rangeAt(step.add).addInstances();
	} else if ('remove' in step) {
		const [, range, position] = /^(.*)\[(\d+)\]$/.exec(step.remove);
		rangeAt(range).removeInstances(Number(position) - 1);
	} else if ('language' in step) {
		root.setLanguage(root.languages.find(({ language }) => language === step.language));
	}
}

function told(node) {
	const state = node.currentState;
	const validity = node.validationState ?? {};
	return {
		ref: state.reference,
		relevant: state.relevant,
		required: state.required ?? false,
		readonly: state.readonly,
		valid: KINDS.has(node.nodeType) || (validity.violation ?? null) === null,
		value: state.instanceValue ?? '',
		label: state.label?.asString ?? '',
	};
}

const steps = [{ step: 0, nodes: [...walk(root)].map(told) }];
for (const [index, step] of JSON.parse(readFileSync(stepsPath, 'utf8')).entries()) {
	apply(step);
	steps.push({ step: index + 1, nodes: [...walk(root)].map(told) });
}
const payload = await root.prepareInstancePayload({ payloadType: 'monolithic' });
const [data] = payload.data;
const submission = await data.get('xml_submission_file').text();
process.stdout.write(JSON.stringify({ steps, submission }, null, 1), () => process.exit(0));

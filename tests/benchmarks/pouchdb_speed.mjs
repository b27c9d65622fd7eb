// Replicates the documents of a file, one a line, between two PouchDB databases in memory, and
// prints the seconds: node pouchdb_speed.mjs DOCUMENTS FOLDER-WITH-NODE-MODULES

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const [documents, folder] = process.argv.slice(2);
const require = createRequire(join(folder, "package.json"));
const PouchDB = require("pouchdb-core")
  .plugin(require("pouchdb-adapter-memory"))
  .plugin(require("pouchdb-replication"));

const all = readFileSync(documents, "utf8").trimEnd().split("\n").map((line) => JSON.parse(line));
const laptop = new PouchDB("laptop", { adapter: "memory" });
const office = new PouchDB("office", { adapter: "memory" });
for (let start = 0; start < all.length; start += 1000) {
  await laptop.bulkDocs(all.slice(start, start + 1000));
}
const began = process.hrtime.bigint();
const done = await laptop.replicate.to(office, { batch_size: 1000 });
const seconds = Number(process.hrtime.bigint() - began) / 1e9;
if (!done.ok || done.docs_written !== all.length) throw new Error("not everything arrived");
console.log(seconds);

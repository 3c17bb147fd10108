import { enableCompileCache } from 'node:module';
import path from 'node:path';

// What is imported after this is compiled once, not at every start: a process that died is back
// sooner. In our own folder: another user of the machine could plant code in a shared one. Where
// nothing may be written, Node goes without.
enableCompileCache(path.resolve(import.meta.dirname, '../.cache/compile'));

export { SNIFFED_BYTES, sniffFormat } from './audio/index.ts';
export type { WorkerObserver } from './observer.ts';
export { startWorker, type Worker, type WorkerConfig } from './worker.ts';

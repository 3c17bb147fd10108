export { startWorker, type Worker, type WorkerConfig } from './worker.ts';

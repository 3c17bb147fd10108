export type { DeliveryOutcome, WorkerObserver } from './observer.ts';
export { startWorker, type Worker, type WorkerConfig } from './worker.ts';

import { Histogram } from 'prom-client';
import type { OperationObserver } from '../../domain/index.ts';

export interface OperationMetrics {
  observe: OperationObserver;
  /** In no registry yet: the process that exposes it registers it. */
  seconds: Histogram<'operation' | 'outcome'>;
}

/** Duration and outcome of every mutation and query that this process runs. */
export function createOperationMetrics(): OperationMetrics {
  const seconds = new Histogram({
    name: 'vektra_operation_seconds',
    help: 'Duration of a mutation or query; refused: ended with an expected error',
    labelNames: ['operation', 'outcome'],
    buckets: [0.005, 0.02, 0.05, 0.2, 0.5, 1, 3, 10],
    registers: [],
  });
  return {
    seconds,
    observe: ({ name }, outcome, durationMs) =>
      seconds.observe({ operation: name, outcome }, durationMs / 1_000),
  };
}

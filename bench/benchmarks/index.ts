import type { Benchmark } from '../lib/types.ts';
import { bodyLoopDelay } from './body-loop-delay.ts';
import { botAck, botBurst } from './bot-ack.ts';
import { chaos } from './chaos.ts';
import { citus } from './citus.ts';
import { demoReady } from './demo-ready.ts';
import { fairNeighbour } from './fair-neighbour.ts';
import { files } from './files.ts';
import { hostileDatabases } from './hostile-databases.ts';
import { inboxDepth } from './inbox-depth.ts';
import { invalidation } from './invalidation.ts';
import { load } from './load.ts';
import { moveCopyRatio } from './move-copy.ts';
import { movePause } from './move-pause.ts';
import { movesChaos } from './moves-chaos.ts';
import { openBreaker } from './open-breaker.ts';
import { parallelMigrate } from './parallel-migrate.ts';
import { placements } from './placements.ts';
import { playStart } from './play-start.ts';
import { readRatio } from './read-ratio.ts';
import { resolve } from './resolve.ts';
import { unreachableNeighbour } from './unreachable-neighbour.ts';
import { writeRatio } from './write-ratio.ts';

/** In the order of the table; the cheap ones first. */
export const benchmarks: readonly Benchmark[] = [
  writeRatio,
  readRatio,
  citus,
  resolve,
  invalidation,
  openBreaker,
  unreachableNeighbour,
  hostileDatabases,
  parallelMigrate,
  placements,
  botAck,
  botBurst,
  bodyLoopDelay,
  fairNeighbour,
  files,
  playStart,
  load,
  inboxDepth,
  demoReady,
  moveCopyRatio,
  movePause,
  movesChaos,
  chaos,
];

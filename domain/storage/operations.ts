export { connectBucket, disconnectBucket, retestBucket } from './bucket.ts';
export { connect, retestConnection, testConnection } from './connect.ts';
export { abortMove, estimateMove, startMove } from './moves.ts';
export { setDeferring } from './set-deferring.ts';
export { checkSetupLink, createSetupLink, getSetup, startSetup } from './setup.ts';
export { getSummary } from './storage-summary.ts';
export { get } from './storage-view.ts';

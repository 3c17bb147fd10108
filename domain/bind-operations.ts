import type { Operations } from './contract.ts';
import type { Deps } from './deps.ts';
import * as features from './features.ts';
import { type BindOptions, bindFeatures } from './operations/bind.ts';

/** The client for all declared operations; bot, dashboard, worker and command line share it. */
export const bindOperations = (deps: Deps, options?: BindOptions): Operations =>
  bindFeatures(features, deps, options);

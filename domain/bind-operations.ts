import type { Operations, OperatorOperations, SystemOperations } from './contract.ts';
import type { Deps } from './deps.ts';
import * as features from './features.ts';
import { type BindOptions, bindFeatures } from './operations/bind.ts';
import * as operatorFeatures from './operator-features.ts';
import * as systemFeatures from './system-features.ts';

/** The client of bot and dashboard. It has no operation of operators or of our own processes. */
export const bindOperations = (deps: Deps, options?: BindOptions): Operations =>
  bindFeatures(features, deps, options);

/** For the command line and, bound to an operator who is signed in, for the console. */
export const bindOperatorOperations = (deps: Deps, options?: BindOptions): OperatorOperations =>
  bindFeatures(operatorFeatures, deps, options);

/** For workers. */
export const bindSystemOperations = (deps: Deps, options?: BindOptions): SystemOperations =>
  bindFeatures(systemFeatures, deps, options);

import type { ConnectionTestStep, CustomerDatabaseCode } from '../types.ts';

export type ConnectionTestStepState = 'running' | 'passed' | { failed: CustomerDatabaseCode };
export type OnConnectionTestStep = (
  step: ConnectionTestStep,
  state: ConnectionTestStepState,
) => void;

const STEP_ORDER: readonly ConnectionTestStep[] = [
  'address',
  'tls',
  'login',
  'version',
  'privileges',
  'write',
];

/** Goes through the steps of a test in their order, and tells. */
export class TestSteps {
  #index = 0;
  #onStep: OnConnectionTestStep;

  constructor(onStep: OnConnectionTestStep) {
    this.#onStep = onStep;
    onStep(this.current, 'running');
  }

  get current(): ConnectionTestStep {
    return STEP_ORDER[this.#index] as ConnectionTestStep;
  }

  /** The step is done, the next one begins. A step that is behind us is not told again. */
  pass(step: ConnectionTestStep): void {
    if (step !== this.current) return;
    this.#onStep(step, 'passed');
    if (this.#index === STEP_ORDER.length - 1) return;
    this.#index += 1;
    this.#onStep(this.current, 'running');
  }

  fail(code: CustomerDatabaseCode): void {
    this.#onStep(this.current, { failed: code });
  }
}

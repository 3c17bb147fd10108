import type { OwnDatabaseCode, OwnTestStep } from './types.ts';

export type OwnStepState = 'running' | 'passed' | { failed: OwnDatabaseCode };
export type OnOwnStep = (step: OwnTestStep, state: OwnStepState) => void;

const ORDER: readonly OwnTestStep[] = ['address', 'tls', 'login', 'version', 'privileges', 'write'];

/** Goes through the steps of a test in their order, and tells. */
export class TestSteps {
  #at = 0;
  #onStep: OnOwnStep;

  constructor(onStep: OnOwnStep) {
    this.#onStep = onStep;
    onStep(this.current, 'running');
  }

  get current(): OwnTestStep {
    return ORDER[this.#at] as OwnTestStep;
  }

  /** The step is done, the next one begins. A step that is behind us is not told again. */
  passed(step: OwnTestStep): void {
    if (step !== this.current) return;
    this.#onStep(step, 'passed');
    if (this.#at === ORDER.length - 1) return;
    this.#at += 1;
    this.#onStep(this.current, 'running');
  }

  failed(code: OwnDatabaseCode): void {
    this.#onStep(this.current, { failed: code });
  }
}

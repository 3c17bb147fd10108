/** What a check of a setting found. */
export interface Finding {
  /** The variable, or several that do not go together. */
  setting: string;
  /**
   * `wrong`: it will not work until somebody changes it. `away`: it could not be checked, because
   * what it leads to does not answer now.
   */
  status: 'ok' | 'wrong' | 'away';
  /** What is wrong and what to do, in one sentence; never a value. */
  message: string;
}

export const okFinding = (setting: string): Finding => ({ setting, status: 'ok', message: 'ok' });
export const misconfiguredFinding = (setting: string, message: string): Finding => ({
  setting,
  status: 'wrong',
  message,
});
export const unreachableFinding = (setting: string, message: string): Finding => ({
  setting,
  status: 'away',
  message,
});

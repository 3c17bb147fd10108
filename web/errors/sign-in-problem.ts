const SIGN_IN_PROBLEMS = ['cancelled', 'expired', 'failed'] as const;

/** Why a sign-in ended here, as the server's redirect says. */
export type SignInProblem = (typeof SIGN_IN_PROBLEMS)[number];

/** @param value of the query's `login` */
export const toSignInProblem = (value: unknown): SignInProblem | null =>
  SIGN_IN_PROBLEMS.find((each) => each === value) ?? null;

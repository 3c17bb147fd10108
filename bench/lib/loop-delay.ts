/**
 * How late the timers of a running process were, as its metrics tell.
 * @returns asks for what was so since it was last asked, ms
 */
export const createLoopDelayReader = (url: string, token: string) => async () => {
  const response = await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${token}` } });
  const text = await response.text();
  const readMs = (name: string) => {
    const line = text.split('\n').find((each) => each.startsWith(`${name} `));
    if (!line) throw new Error(`no ${name} (${response.status})`);
    return Number(line.split(' ')[1]) * 1_000;
  };
  return {
    p99: readMs('vektra_nodejs_eventloop_lag_p99_seconds'),
    max: readMs('vektra_nodejs_eventloop_lag_max_seconds'),
  };
};

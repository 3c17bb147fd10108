/** What `work` gives, or what `instead` does when that takes longer; the work itself goes on. */
export async function within<T>(ms: number, work: Promise<T>, instead: () => T): Promise<T> {
  const { promise: late, resolve, reject } = Promise.withResolvers<T>();
  const timer = setTimeout(() => {
    try {
      resolve(instead());
    } catch (error) {
      reject(error);
    }
  }, ms);
  // Nobody may be there any more to hear that it failed.
  work.catch(() => {});
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

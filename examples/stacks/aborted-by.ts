/** Aborts what `use` does with the signal after so many milliseconds, unless it is done before. */
export async function abortedBy<T>(ms: number, use: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), ms);
  try {
    return await use(controller.signal);
  } finally {
    clearTimeout(timer);
  }
}

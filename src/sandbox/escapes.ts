const events = { unhandledRejection: 'rejection', uncaughtException: 'exception' } as const;

/**
 * Takes what would end the process (or a test of whoever runs us) for itself: unhandled rejections and uncaught exceptions. Gives
 * back a function that puts the listeners of before in their places again, and tells for which events somebody took ours away.
 */
export function catchEscapes(report: (kind: 'rejection' | 'exception', error: unknown) => void): () => string[] {
  // The types of `process` name each event's listener apart; to an emitter they are all functions.
  const emitter: NodeJS.EventEmitter = process;
  const undo = Object.entries(events).map(([event, kind]) => {
    const theirs = emitter.rawListeners(event);
    const ours = (error: unknown): void => report(kind, error);
    emitter.removeAllListeners(event);
    emitter.on(event, ours);
    return () => {
      const heard = emitter.rawListeners(event).includes(ours);
      emitter.removeListener(event, ours);
      for (const listener of theirs) Reflect.apply(emitter.on, emitter, [event, listener]);
      return heard ? [] : [event];
    };
  });
  return () => undo.flatMap((step) => step());
}

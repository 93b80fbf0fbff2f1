/** What was printed on stdout and stderr while a scenario ran. */
export interface Printed {
  /** What was printed since the last time. */
  take(): string;
  /** Stops listening. */
  end(): void;
}

/** More than this of a call is not looked at. */
const most = 1_000_000;

/** Listens to what is printed; it is printed all the same. */
export function capturePrinted(): Printed {
  let heard = '';
  const streams = [process.stdout, process.stderr];
  const ends = streams.map((stream) => {
    const { write } = stream;
    const own = Object.hasOwn(stream, 'write');
    const listening = new Proxy(write, {
      apply(target, self, args: unknown[]) {
        const [chunk] = args;
        if (heard.length < most)
          heard += typeof chunk === 'string' ? chunk : Buffer.from(chunk as Uint8Array).toString('utf8');
        return Reflect.apply(target, self, args);
      },
    });
    stream.write = listening;
    return () => {
      // Whoever replaced it meanwhile keeps the replacement.
      if (stream.write !== listening) return;
      if (own) stream.write = write;
      else Reflect.deleteProperty(stream, 'write');
    };
  });
  return {
    take() {
      const since = heard;
      heard = '';
      return since;
    },
    end: () => {
      for (const end of ends) end();
    },
  };
}

import { createInterface } from 'node:readline/promises';

/** Asks on the terminal for one of some words, again until it is one; an empty answer, and the end of the input, is the usual one. */
export async function askFor(question: string, words: readonly string[], usual: string): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const ended = new Promise<string>((resolve) => terminal.once('close', () => resolve(usual)));
  try {
    for (;;) {
      const asked = terminal.question(`${question} ${words.join(', ')} (${usual}) `);
      const answer = (await Promise.race([asked, ended])).trim() || usual;
      if (words.includes(answer)) return answer;
    }
  } finally {
    terminal.close();
  }
}

/** The body of a response as text, at most about `limit` bytes of it: a payment session is small, and memory is not endless. */
export async function readText(response: Response, limit: number): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  let size = 0;
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    size += chunk.byteLength;
    // Leaving the loop cancels the rest.
    if (size > limit) break;
  }
  return text + decoder.decode();
}

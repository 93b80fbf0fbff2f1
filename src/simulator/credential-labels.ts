/** Names credentials by their first appearance, `credentials#1`, so that no trace holds a secret. */
export class CredentialLabels {
  readonly #labels = new Map<string, string>();

  /** The label of credentials as they came; `undefined` for none. */
  of(presented: string | undefined): string | undefined {
    if (presented === undefined) return undefined;
    const label = this.#labels.get(presented) ?? `credentials#${this.#labels.size + 1}`;
    this.#labels.set(presented, label);
    return label;
  }
}

/** What was sealed in a conversation, in clear, for whoever asked with a reason. In types only. */
export interface PresentedUnmasked {
  /** E.g. `{ "name": "nik", "value": "3299..." }`; `address` is where the channel delivers to, as JSON. */
  readonly values: readonly { readonly name: string; readonly value: string }[];
}

/**
 * What is known of each cause beside its words.
 * `ask`: what follows the advice. `worked`: only whether it helped. `reset`: a new password may help as well. `check`: the
 * account service knows best. `way`: nothing can have been tried yet, only a new password helps.
 * `next`: what is likely when it did not help, the likeliest first; names of causes or of other things to try.
 */
export type CauseFacts = Readonly<
  Record<string, { readonly ask: 'worked' | 'reset' | 'way' | 'check'; readonly next: readonly string[] }>
>;

// What a dialog needs to say what words it has; src/content reads them.

export type { OtherWordings } from '../content/other-wordings.ts';
export * from '../content/words.ts';

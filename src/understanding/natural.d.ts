/**
 * The files of `natural` that are used, each imported by its own path: the package's entry loads database drivers and
 * prints to standard output. They carry no typings of their own.
 */
declare module 'natural/lib/natural/distance/levenshtein_distance.js' {
  const distances: {
    /** Letters to put in, leave out or change. Its time is 0.2 us times both lengths. */
    LevenshteinDistance(source: string, target: string): number;
  };
  export default distances;
}

declare module 'natural/lib/natural/stemmers/indonesian/stemmer_id.js' {
  const stemmer: {
    /** Root of one lower-case word: `didaftarkan` -> `daftar`. 0.1-0.25 ms a word. */
    stem(word: string): string;
    tokenizeAndStem(text: string, keepStops?: boolean): string[];
  };
  export default stemmer;
}

declare module 'natural/lib/natural/classifiers/bayes_classifier.js' {
  export default class BayesClassifier {
    constructor(stemmer?: object, smoothing?: number);
    addDocument(words: string | string[], label: string): void;
    train(): void;
    getClassifications(words: string | string[]): { label: string; value: number }[];
  }
}

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { Failure } from '../../failure.ts';
import { decide, type Thresholds } from '../decide.ts';
import type { Contender, Task } from './contender.ts';

/** Peers are no dependency of the project: they have a package and a lock file of their own. */
const peers = fileURLToPath(new URL('../../../test/peers/', import.meta.url));

/** The parts of @nlpjs that are used; it carries no typings. */
interface Nlp {
  addDocument(locale: string, utterance: string, intent: string): void;
  train(): Promise<unknown>;
  process(
    locale: string,
    utterance: string,
  ): Promise<{ readonly classifications: readonly { readonly intent: string; readonly score: number }[] }>;
}
interface Container {
  use(plugin: unknown): void;
}
type NlpConstructor = new (settings: {
  container: Container;
  languages: readonly string[];
  autoSave: boolean;
  nlu: { log: boolean };
}) => Nlp;

/** Its scores are no calibrated probabilities; 0.5 is its own default for "None". */
const thresholds: Thresholds = { sure: 0.5, possible: 0.4 };

/** nlp.js through its documented front door: own tokenizer and stemmer of the language, neural classifier, raw text. */
export async function trainNlpJs({ phrases, language }: Task): Promise<Contender> {
  const nlp = createNlp(language);
  for (const { text, label } of phrases) nlp.addDocument(language, text, label);
  const start = performance.now();
  await nlp.train();
  return {
    trainMs: performance.now() - start,
    modelBytes: 0,
    loadMs: 0,
    async classify(text) {
      const { classifications } = await nlp.process(language, text);
      const labels = classifications.map(({ intent }) => intent);
      const scores = classifications.map(({ score }) => score);
      return decide(labels, scores, thresholds, true);
    },
  };
}

function createNlp(language: Task['language']): Nlp {
  const require = createRequire(peers);
  const { containerBootstrap }: { containerBootstrap: () => Container } = require('@nlpjs/core');
  const { Nlp }: { Nlp: NlpConstructor } = require('@nlpjs/nlp');
  const { NluNeural }: { NluNeural: unknown } = require('@nlpjs/nlu');
  const languages: Readonly<Record<string, unknown>> = require(`@nlpjs/lang-${language}`);
  const container = containerBootstrap();
  container.use(languages[language === 'id' ? 'LangId' : 'LangEn']);
  container.use(NluNeural);
  return new Nlp({ container, languages: [language], autoSave: false, nlu: { log: false } });
}

/** Installs the peers on first use. Throws `Failure('build-missing')` with what npm said. */
export function installPeers(tell: (line: string) => void): void {
  if (existsSync(`${peers}node_modules/@nlpjs/nlp`)) return;
  tell('Memasang nlp.js di test/peers (hanya untuk perbandingan, sekali saja) ...');
  const { status, stderr } = spawnSync('npm', ['ci', '-w', 'peers-in-understanding'], {
    cwd: peers,
    encoding: 'utf8',
  });
  if (status === 0) return;
  const why = (stderr ?? '').trim().split('\n').at(-1) ?? '';
  const fix = 'Periksa sambungan ke registry npm, lalu jalankan `npm ci` di test/peers.';
  throw new Failure('build-missing', `nlp.js tidak bisa dipasang di test/peers: ${why}`, fix);
}

import { type ConfusionMatrix, calibrationCurve, confusionMatrix, coverageCurve } from './curves.ts';
import type { Evaluation } from './evaluate.ts';
import { type Answer, isDefensible, isRight } from './quality.ts';
import { figuresOf } from './report.ts';

/** One page without any outside file: figures, both curves, the confusion matrix and every miss, the surest first. */
export function htmlReport(evaluation: Evaluation, answers: readonly Answer[], title: string): string {
  const calibration = calibrationCurve(answers).map(({ confidence, accuracy, count }) => ({
    x: confidence,
    y: accuracy,
    tip: `yakin ${percent(confidence)}, benar ${percent(accuracy)}, ${count} kalimat`,
  }));
  const coverage = coverageCurve(answers).map(({ coverage, accuracy, confidence }) => ({
    x: coverage,
    y: accuracy,
    tip: `dijawab ${percent(coverage)} (yakin >= ${percent(confidence)}), benar ${percent(accuracy)}`,
  }));
  return `<!doctype html>
<html lang="id"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escaped(title)}</title><style>${styles}</style>
<h1>${escaped(title)}</h1>
${table(figuresOf(evaluation))}
<h2>Kalibrasi</h2><p>Seberapa sering benar, menurut keyakinannya. Di garis putus-putus keduanya sama.</p>
${chart(calibration, 'keyakinan', 'benar', 'dots')}
<h2>Cakupan dan akurasi</h2><p>Bila hanya kalimat yang paling yakin dijawab. <code>alt</code> ikut dihitung benar.</p>
${chart(coverage, 'dijawab', 'benar', 'line')}
<h2>Yang tertukar</h2><p>Baris: seharusnya. Kolom: terbaca.</p>
${matrix(confusionMatrix(answers))}
<h2>Setiap kesalahan</h2>
${misses(answers)}
</html>
`;
}

const styles =
  'body{font:15px/1.5 system-ui,sans-serif;margin:2rem;max-width:75rem}table{border-collapse:collapse}' +
  'td,th{border:1px solid #ccc;padding:.15rem .5rem;text-align:left;font-weight:normal}' +
  '.matrix td{text-align:right;font-size:.75rem;min-width:1.2rem;padding:.1rem .2rem}' +
  '.matrix th{font-size:.75rem}.matrix thead th{writing-mode:vertical-rl}' +
  'svg{width:26rem;height:auto;background:#fafafa}circle{fill:#0a6}polyline{fill:none;stroke:#0a6;stroke-width:2}' +
  '.axis{stroke:#888}.even{stroke:#aaa;stroke-dasharray:4}text{font-size:11px;fill:#444}';

interface Point {
  readonly x: number;
  readonly y: number;
  readonly tip: string;
}

const side = 300;
const margin = 40;

function chart(points: readonly Point[], xName: string, yName: string, style: 'dots' | 'line'): string {
  const x = (share: number) => (margin + share * side).toFixed(1);
  const y = (share: number) => (margin / 2 + (1 - share) * side).toFixed(1);
  const marks = points.map(
    point => `<circle cx="${x(point.x)}" cy="${y(point.y)}" r="4"><title>${point.tip}</title></circle>`,
  );
  const line = `<polyline points="${points.map(point => `${x(point.x)},${y(point.y)}`).join(' ')}"/>`;
  const even = `<line class="even" x1="${x(0)}" y1="${y(0)}" x2="${x(1)}" y2="${y(1)}"/>`;
  const ticks = [0, 0.2, 0.4, 0.6, 0.8, 1].map(
    at =>
      `<text x="${x(at)}" y="${margin / 2 + side + 15}" text-anchor="middle">${percent(at)}</text>` +
      `<text x="${margin - 4}" y="${y(at)}" text-anchor="end">${percent(at)}</text>`,
  );
  return `<svg viewBox="0 0 ${side + 2 * margin} ${side + 1.6 * margin}" role="img" aria-label="${xName} dan ${yName}">
<line class="axis" x1="${x(0)}" y1="${y(0)}" x2="${x(1)}" y2="${y(0)}"/>
<line class="axis" x1="${x(0)}" y1="${y(0)}" x2="${x(0)}" y2="${y(1)}"/>${ticks.join('')}
<text x="${x(1)}" y="${margin / 2 + side + 32}" text-anchor="end">${xName}</text><text x="4" y="12">${yName}</text>
${style === 'dots' ? even + line + marks.join('') : line}</svg>`;
}

function matrix({ labels, counts }: ConfusionMatrix): string {
  const head = labels.map(label => `<th scope="col">${escaped(label)}</th>`).join('');
  const rows = counts.map((row, i) => {
    const most = Math.max(1, ...row);
    const cells = row.map((count, j) => cell(count, count / most, i === j)).join('');
    return `<tr><th scope="row">${escaped(labels[i] ?? '')}</th>${cells}</tr>`;
  });
  return `<table class="matrix"><thead><tr><td></td>${head}</tr></thead>${rows.join('\n')}</table>`;
}

function cell(count: number, share: number, right: boolean): string {
  if (count === 0) return '<td></td>';
  const colour = right ? '0,170,100' : '220,60,40';
  return `<td style="background:rgba(${colour},${(0.15 + 0.6 * share).toFixed(2)})">${count}</td>`;
}

function misses(answers: readonly Answer[]): string {
  const rows = answers
    .filter(answer => !isRight(answer))
    .sort((a, b) => b.decision.confidence - a.decision.confidence)
    .map(answer => [
      percent(answer.decision.confidence),
      answer.line.intent,
      `${answer.label}${isDefensible(answer) ? ' (alt)' : ''}`,
      answer.decision.kind,
      answer.line.text,
    ]);
  return table([['yakin', 'seharusnya', 'terbaca', 'jenis', 'kalimat'], ...rows]);
}

function table(rows: readonly (readonly string[])[]): string {
  const lines = rows.map(cells => `<tr>${cells.map(text => `<td>${escaped(text)}</td>`).join('')}</tr>`);
  return `<table>${lines.join('\n')}</table>`;
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

/** Sentences come from a file of somebody else. */
function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

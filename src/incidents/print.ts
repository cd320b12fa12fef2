import type { IncidentAnswer, IncidentRequest } from './incident-commands.ts';

/** What an operator reads, in Indonesian. */
export function printAnswer(
  { action }: Pick<IncidentRequest, 'action'>,
  { current, ended, suggestions }: IncidentAnswer,
): string {
  switch (action) {
    case 'declare':
      return `Gangguan diumumkan. ${describe(current)}Kalau sudah selesai: npm run -s incident -- end\n`;
    case 'end':
      return ended
        ? 'Gangguan selesai. Yang minta dikabari sedang dikabari.\n'
        : 'Tidak ada gangguan yang diumumkan.\n';
    case 'status':
      return current ? describe(current) : 'Tidak ada gangguan yang diumumkan.\n';
    case 'suggest':
      return suggestions.length === 0
        ? 'Tidak ada keluhan yang melonjak.\n'
        : suggestions.map(describeSuggestion).join('');
  }
}

function describe(current: IncidentAnswer['current']): string {
  if (!current) return '';
  const note = current.note === undefined ? '' : ` Kalimat: "${current.note}"`;
  return `Jenis: ${current.symptom}, sejak ${current.since}.${note}\n`;
}

function describeSuggestion({ symptom, count, usual }: IncidentAnswer['suggestions'][number]): string {
  return `${symptom}: ${count} percakapan dalam 10 menit, biasanya ${usual}.
  Kalau memang gangguan: npm run -s incident -- declare --symptom ${symptom}
`;
}

import type { PresentedNumbers } from '../../../console/numbers/presented.ts';
import { call, post } from '../api.ts';

export interface Range {
  readonly from: string;
  readonly to: string;
}

export type Table = 'days' | 'causes' | 'steps' | 'mixedUp';

export const numbersApi = {
  numbers: ({ from, to }: Range) => call<PresentedNumbers>(`numbers?${new URLSearchParams({ from, to })}`),
  csv: (range: Range, table: Table) => post<{ csv: string }>('numbers/csv', { ...range, table }),
  declare: (symptom: string) => post<unknown>('incident/declare', { symptom }),
  end: () => post<unknown>('incident/end', {}),
};

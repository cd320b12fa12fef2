import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { Skeleton } from './skeleton.tsx';
import { Trouble } from './trouble.tsx';
import type { Loaded } from './use-loaded.ts';

interface LoadedSectionProps<T> {
  readonly title: string;
  /** What happened last, read out. */
  readonly news?: string;
  readonly loaded: Loaded<T>;
  readonly onRetry: () => void;
  readonly children: (value: T) => ComponentChildren;
}

/** A part of a page with a heading, whatever state what it shows is in. */
export function LoadedSection<T>({ title, news = '', loaded, onRetry, children }: LoadedSectionProps<T>) {
  const id = useId();
  return (
    <section class="account-section" aria-labelledby={id} aria-busy={loaded.state === 'loading'}>
      <h2 id={id}>{title}</h2>
      <p class="news" role="status">
        {news}
      </p>
      {loaded.state === 'loading' && <Skeleton lines={4} />}
      {loaded.state === 'trouble' && <Trouble kind={loaded.kind} onRetry={onRetry} />}
      {loaded.state === 'ready' && children(loaded.value)}
    </section>
  );
}

/** A binary heap: the item with the smallest `at` first. Adding and taking cost the logarithm of its size. */
export class EarliestFirst<T extends { readonly at: number }> {
  readonly #items: T[] = [];

  get first(): T | undefined {
    return this.#items[0];
  }

  add(item: T): void {
    const items = this.#items;
    let place = items.push(item) - 1;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      if (this.#at(parent) <= item.at) break;
      this.#swap(place, parent);
      place = parent;
    }
  }

  take(): T | undefined {
    const items = this.#items;
    const [earliest] = items;
    const last = items.pop();
    if (items.length === 0 || last === undefined) return earliest;
    items[0] = last;
    for (let place = 0; ; ) {
      const left = 2 * place + 1;
      const child = this.#at(left + 1) < this.#at(left) ? left + 1 : left;
      if (this.#at(child) >= last.at) return earliest;
      this.#swap(place, child);
      place = child;
    }
  }

  #at(place: number): number {
    return this.#items[place]?.at ?? Number.POSITIVE_INFINITY;
  }

  #swap(one: number, other: number): void {
    const items = this.#items;
    const [a, b] = [items[one], items[other]];
    if (a === undefined || b === undefined) return;
    items[one] = b;
    items[other] = a;
  }
}

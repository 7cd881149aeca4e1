export type Step<T> = (left: T, right: T) => T;

export class Sum<T> {
  #value: T;

  constructor(private readonly step: Step<T>, start: T) {
    this.#value = start;
  }

  add(value: T): this {
    this.#value = this.step(this.#value, value);
    return this;
  }

  get value(): T {
    return this.#value;
  }
}

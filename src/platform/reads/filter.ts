/** Conditions of a list and the values bound to them, gathered one by one. */
export class Filter {
  private constructor(
    private readonly conditions: string[],
    readonly values: unknown[],
  ) {}

  static none(): Filter {
    return new Filter([], []);
  }

  /** Binds a value and answers its placeholder. */
  value(value: unknown): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }

  add(condition: string): void {
    this.conditions.push(condition);
  }

  /** Adds the condition where there is a value to compare with; null and undefined filter nothing. */
  when<T>(value: T | null | undefined, condition: (placeholder: string) => string): void {
    if (value != null) this.add(condition(this.value(value)));
  }

  copy(): Filter {
    return new Filter([...this.conditions], [...this.values]);
  }

  where(): string {
    return this.conditions.length === 0
      ? ''
      : `WHERE ${this.conditions.map((one) => `(${one})`).join(' AND ')}`;
  }
}

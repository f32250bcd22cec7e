/** Keeps what was made for a key, for a limited number of keys: beyond it, the one made longest ago is forgotten. */
export class BoundedCache<Key, Value extends object> {
  private readonly kept = new Map<Key, Value>();

  constructor(private readonly bound: number) {}

  get(key: Key, make: () => Value): Value {
    const known = this.kept.get(key);
    if (known !== undefined) return known;
    const made = make();
    this.forgetOldestAtBound();
    this.kept.set(key, made);
    return made;
  }

  private forgetOldestAtBound(): void {
    if (this.kept.size < this.bound) return;
    for (const oldest of this.kept.keys()) {
      this.kept.delete(oldest);
      return;
    }
  }
}

/** The opaque id that clients see. It carries the type, so that an id of another thing is told apart from an unknown one. */
export function toGlobalId(type: string, id: string): string {
  return Buffer.from(`${type}:${id}`).toString('base64url');
}

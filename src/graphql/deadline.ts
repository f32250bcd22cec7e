export const DEADLINE_CODE = 'DEADLINE_EXCEEDED';
export const DEADLINE_STATUS = 504;
export const DEADLINE_MESSAGE =
  'This took longer than the server lets a request work, and was stopped; nothing of it was written. Ask for less at a time.';

/** Something the user can put right: shown as its message alone, without a stack. */
export class UserError extends Error {}

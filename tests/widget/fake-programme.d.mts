export const programme: object;
export const config: object;
